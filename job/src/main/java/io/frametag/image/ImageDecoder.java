package io.frametag.image;

import io.frametag.image.BadImageException.Fault;
import java.nio.ByteBuffer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Decodes image files to upright pixels, as OpenCV's {@code imdecode} in colour: 16 bits become 8, alpha is dropped
 * without compositing, CMYK and grey become BGR.
 *
 * <p>Its native memory is used again from image to image. What it holds between calls is at most the last image, freed
 * beyond {@value #RETAINED_PIXEL_BYTES} bytes as soon as the next is decoded, and a buffer for files (see
 * {@link NativeBuffer}). Not thread-safe: one per task.
 */
public final class ImageDecoder implements AutoCloseable {
    static final long RETAINED_PIXEL_BYTES = 64 << 20;
    /** What OpenCV's messages hold when the machine, not the image, is at fault (cv::Error::StsNoMem). */
    private static final String OUT_OF_MEMORY = "(-4:";

    private final ImageLimits limits;
    private final DecodeMode mode;
    private final ImageGeometry geometry;
    private final NativeBuffer input = new NativeBuffer();
    private final Pixels pixels;
    private boolean closed;

    /**
     * @param geometry what the pixels are resized to next: it bounds how small {@link DecodeMode#FAST} may decode
     * @throws IllegalStateException if OpenCV is not there, see {@link OpenCv#load}
     */
    public ImageDecoder(ImageLimits limits, DecodeMode mode, ImageGeometry geometry) {
        OpenCv.load();
        this.limits = limits;
        this.mode = mode;
        this.geometry = geometry;
        this.pixels = new Pixels();
    }

    /**
     * Decodes one image.
     *
     * @param encoded a whole file from the buffer's position to its limit, both of which stay; on the heap or not
     * @return the same object each time, valid until the next call or {@link #close}
     * @throws BadImageException if the file is no image within the limits; the decoder goes on with the next one
     * @throws OutOfMemoryError if native memory is short
     */
    public Pixels decode(ByteBuffer encoded) throws BadImageException {
        if (closed) {
            throw new IllegalStateException("The decoder is closed.");
        }
        pixels.drop();
        ImageHeader header = limits.admit(encoded, geometry);
        requireEnd(header.format(), encoded);
        int divisor = mode == DecodeMode.FAST && header.format() == ImageFormat.JPEG ? divisor(header.upright()) : 1;
        decode(encoded, divisor);
        pixels.hold(uprightAsDecoded(header.upright(), divisor));
        return pixels;
    }

    private static void requireEnd(ImageFormat format, ByteBuffer encoded) throws BadImageException {
        if (!format.bitstream().hasEnd(encoded.slice())) {
            throw new BadImageException(Fault.TRUNCATED, "The " + format + " is cut short: its end marker is missing.");
        }
    }

    /** The largest of libjpeg's scales that leaves at least the pixels that the resize asks for. */
    private int divisor(PixelSize upright) {
        PixelSize resized = geometry.resized(upright);
        int divisor = 8;
        while (divisor > 1 && !upright.dividedBy(divisor).covers(resized)) {
            divisor /= 2;
        }
        return divisor;
    }

    private void decode(ByteBuffer encoded, int divisor) throws BadImageException {
        Mat target = pixels.bgr();
        if (pixels.nativeBytes() > RETAINED_PIXEL_BYTES) {
            target.release();
        }
        try (Mat file = new Mat(1, encoded.remaining(), opencv_core.CV_8UC1, input.fill(encoded));
                Mat decoded = opencv_imgcodecs.imdecode(file, flags(divisor), target)) {
            if (decoded.empty()) {
                throw undecodable("OpenCV cannot decode it");
            }
        } catch (RuntimeException e) {
            String message = String.valueOf(e.getMessage());
            if (message.contains(OUT_OF_MEMORY) || message.contains("bad_alloc")) {
                throw (OutOfMemoryError) new OutOfMemoryError("Native memory: " + message).initCause(e);
            }
            throw undecodable(message);
        }
    }

    private static int flags(int divisor) {
        return switch (divisor) {
            case 2 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
            case 4 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
            case 8 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
            default -> opencv_imgcodecs.IMREAD_COLOR;
        };
    }

    /** OpenCV has the last word on which side is up: it gives up on damaged EXIF data that we may still read. */
    private PixelSize uprightAsDecoded(PixelSize upright, int divisor) throws BadImageException {
        PixelSize decoded = new PixelSize(pixels.bgr().cols(), pixels.bgr().rows());
        if (decoded.equals(upright.dividedBy(divisor))) {
            return upright;
        }
        if (decoded.equals(upright.turned().dividedBy(divisor))) {
            return upright.turned();
        }
        throw undecodable("its header says " + upright + ", but its pixels are " + decoded);
    }

    private static BadImageException undecodable(String why) {
        return new BadImageException(
                Fault.UNDECODABLE, "The image is damaged, or of a kind that is not read: " + why + ".");
    }

    /** What is held outside the Java heap now, OpenCV's own working memory aside. */
    long nativeBytes() {
        return input.capacity() + pixels.nativeBytes();
    }

    /** Frees the native memory, that of the last {@link Pixels} included. A second call does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            pixels.close();
            input.close();
        }
    }
}
