package io.frametag.image;

import io.frametag.natives.NativeHandles;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;

/**
 * Turns an interleaved RGB image into planes of floats, {@code value × factor + offset} with a factor and an offset for
 * each channel. By OpenCV, which takes many pixels at a time: a loop in Java takes four times as long.
 *
 * <p>For one thread at a time. The planes belong to somebody else, who keeps their memory for as long as this is open.
 */
public final class FloatPlanes implements AutoCloseable {
    private static final String KIND = "float planes";

    private final double[] factors;
    private final double[] offsets;
    private final BytePointer rgbBytes;
    private final Mat rgb;
    /** One above the other: all of red, all of green, all of blue. The same below. */
    private final Mat bytes;

    private final Mat floats;
    private final Mat[] bytesOf = new Mat[Pixels.CHANNELS];
    private final Mat[] floatsOf = new Mat[Pixels.CHANNELS];
    private final MatVector split;

    /**
     * @param factors of red, green, blue
     * @param offsets of red, green, blue
     * @param planes [3, height, width], direct, written from its start
     * @throws IllegalStateException if OpenCV is not there, see {@link OpenCv#load}
     */
    public FloatPlanes(PixelSize size, double[] factors, double[] offsets, FloatBuffer planes) {
        OpenCv.load();
        this.factors = factors.clone();
        this.offsets = offsets.clone();
        int rows = size.height();
        rgbBytes = new BytePointer(size.pixels() * Pixels.CHANNELS);
        rgb = new Mat(rows, size.width(), opencv_core.CV_8UC3, rgbBytes);
        bytes = new Mat(Pixels.CHANNELS * rows, size.width(), opencv_core.CV_8UC1);
        floats = new Mat(Pixels.CHANNELS * rows, size.width(), opencv_core.CV_32FC1, new FloatPointer(planes));
        for (int channel = 0; channel < Pixels.CHANNELS; channel++) {
            bytesOf[channel] = bytes.rowRange(channel * rows, (channel + 1) * rows);
            floatsOf[channel] = floats.rowRange(channel * rows, (channel + 1) * rows);
        }
        split = new MatVector(bytesOf);
        NativeHandles.opened(KIND);
    }

    /** @param image [height, width, 3], unsigned bytes, red first */
    public void fill(byte[] image) {
        rgbBytes.put(image);
        opencv_core.split(rgb, split);
        for (int channel = 0; channel < Pixels.CHANNELS; channel++) {
            bytesOf[channel].convertTo(floatsOf[channel], opencv_core.CV_32F, factors[channel], offsets[channel]);
        }
    }

    @Override
    public void close() {
        split.close();
        for (int channel = 0; channel < Pixels.CHANNELS; channel++) {
            bytesOf[channel].close();
            floatsOf[channel].close();
        }
        floats.close();
        bytes.close();
        rgb.close();
        rgbBytes.close();
        NativeHandles.closed(KIND);
    }
}
