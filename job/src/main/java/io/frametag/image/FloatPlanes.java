package io.frametag.image;

import io.frametag.natives.NativeHandles;
import java.nio.FloatBuffer;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;

/**
 * Turns an interleaved RGB image into planes of floats, by a table for each channel: OpenCV's {@code split} and {@code
 * LUT}, which take half the time of a loop in Java.
 *
 * <p>For one thread at a time. The planes belong to somebody else, who keeps their memory for as long as this is open.
 */
public final class FloatPlanes implements AutoCloseable {
    private static final String KIND = "float planes";
    private static final int BYTE_VALUES = 256;

    private final int imageBytes;
    private final BytePointer rgbBytes;
    private final Mat rgb;
    /** One above the other: all of red, all of green, all of blue. The same below. */
    private final Mat bytes;

    private final Mat floats;
    private final Mat[] tables = new Mat[Pixels.CHANNELS];
    private final Mat[] bytesOf = new Mat[Pixels.CHANNELS];
    private final Mat[] floatsOf = new Mat[Pixels.CHANNELS];
    private final MatVector split;

    /**
     * @param values of each byte from 0 to 255, for red, green, blue
     * @param planes [3, height, width], direct: written from index 0, whatever its position
     * @throws IllegalArgumentException if the planes are not direct or too small, or a table is not of 256 values
     * @throws IllegalStateException if OpenCV is not there, see {@link OpenCv#load}
     */
    public FloatPlanes(PixelSize size, List<float[]> values, FloatBuffer planes) {
        imageBytes = Math.toIntExact(size.pixels() * Pixels.CHANNELS);
        if (!planes.isDirect() || planes.capacity() < imageBytes) {
            throw new IllegalArgumentException("The planes must be direct and of " + imageBytes + " floats.");
        }
        if (values.size() != Pixels.CHANNELS || values.stream().anyMatch(table -> table.length != BYTE_VALUES)) {
            throw new IllegalArgumentException("There must be 3 tables of 256 values each.");
        }
        OpenCv.load();
        int rows = size.height();
        rgbBytes = new BytePointer((long) imageBytes);
        rgb = new Mat(rows, size.width(), opencv_core.CV_8UC3, rgbBytes);
        bytes = new Mat(Pixels.CHANNELS * rows, size.width(), opencv_core.CV_8UC1);
        FloatBuffer fromItsStart = planes.duplicate().clear();
        floats = new Mat(Pixels.CHANNELS * rows, size.width(), opencv_core.CV_32FC1, new FloatPointer(fromItsStart));
        for (int channel = 0; channel < Pixels.CHANNELS; channel++) {
            tables[channel] = new Mat(1, BYTE_VALUES, opencv_core.CV_32FC1);
            FloatBuffer table = tables[channel].createBuffer();
            table.put(values.get(channel));
            bytesOf[channel] = bytes.rowRange(channel * rows, (channel + 1) * rows);
            floatsOf[channel] = floats.rowRange(channel * rows, (channel + 1) * rows);
        }
        split = new MatVector(bytesOf);
        NativeHandles.opened(KIND);
    }

    /**
     * Fills the planes.
     *
     * @param image [height, width, 3], unsigned bytes, red first
     * @throws IllegalArgumentException if it is of another size
     */
    public void fill(byte[] image) {
        if (image.length != imageBytes) {
            throw new IllegalArgumentException(
                    "The image has " + image.length + " bytes instead of " + imageBytes + ".");
        }
        rgbBytes.put(image);
        opencv_core.split(rgb, split);
        for (int channel = 0; channel < Pixels.CHANNELS; channel++) {
            opencv_core.LUT(bytesOf[channel], tables[channel], floatsOf[channel]);
        }
    }

    @Override
    public void close() {
        split.close();
        for (int channel = 0; channel < Pixels.CHANNELS; channel++) {
            tables[channel].close();
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
