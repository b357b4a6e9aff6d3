package io.frametag.image;

import io.frametag.image.BadImageException.Fault;
import java.nio.ByteBuffer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Decodes images to upright pixels, files as OpenCV's {@code imdecode} in colour: 16 bits become 8, CMYK and grey become
 * BGR, and alpha is dropped unless there is a background to show through it.
 *
 * <p>Its native memory is used again from image to image. What it holds between calls is at most the last image, freed
 * beyond {@value #RETAINED_PIXEL_BYTES} bytes as soon as the next is decoded, and a buffer for files (see
 * {@link NativeBuffer}). Not thread-safe: one per task.
 */
public final class ImageDecoder implements AutoCloseable {
    static final long RETAINED_PIXEL_BYTES = 64 << 20;
    /** What OpenCV's messages hold when the machine, not the image, is at fault (cv::Error::StsNoMem). */
    private static final String OUT_OF_MEMORY = "(-4:";

    private static final byte[] NO_BYTES = {};

    private final ImageLimits limits;
    private final Decoding decoding;
    private final ImageGeometry geometry;
    private final JpegDamage damage;
    private final NativeBuffer input = new NativeBuffer();
    private final Pixels pixels;
    private boolean closed;

    /** With alpha dropped, and damaged images rejected. */
    public ImageDecoder(ImageLimits limits, DecodeMode mode, ImageGeometry geometry) {
        this(limits, Decoding.in(mode), geometry);
    }

    /**
     * @param geometry what the pixels are resized to next: it bounds how small {@link DecodeMode#FAST} may decode
     * @throws IllegalStateException if OpenCV is not there, see {@link OpenCv#load}
     */
    public ImageDecoder(ImageLimits limits, Decoding decoding, ImageGeometry geometry) {
        OpenCv.load();
        this.limits = limits;
        this.decoding = decoding;
        this.geometry = geometry;
        this.damage = new JpegDamage(decoding.damaged());
        this.pixels = new Pixels();
    }

    /**
     * Decodes a file.
     *
     * @param encoded a whole file from the buffer's position to its limit, both of which stay; on the heap or not
     * @return the same object each time, valid until the next call or {@link #close}
     * @throws BadImageException if the file is no image within the limits; the decoder goes on with the next one
     * @throws OutOfMemoryError if OpenCV says that native memory is short; a shortage within a format's own library looks
     *     like damage
     */
    public Pixels decode(ByteBuffer encoded) throws BadImageException {
        begin();
        ImageHeader header = limits.admit(encoded, geometry);
        if (header.format() == ImageFormat.JPEG) {
            byte[] missing = damage.missingEnd(header.ending());
            int divisor = decoding.mode() == DecodeMode.FAST ? divisor(header.upright()) : 1;
            try {
                decode(encoded, missing, flags(divisor), pixels.bgr());
            } catch (BadImageException e) {
                throw header.ending() == Ending.WHOLE ? e : new BadImageException(Fault.TRUNCATED, e.getMessage());
            }
            Integrity integrity = damage.check(header.ending(), encoded, pixels.bgr());
            pixels.hold(uprightAsDecoded(header.upright(), divisor), integrity);
            return pixels;
        }
        if (header.ending() != Ending.WHOLE) {
            throw new BadImageException(
                    Fault.TRUNCATED, "The " + header.format() + " is cut short: its end is missing.");
        }
        if (header.alpha() && decoding.behindAlpha().isPresent()) {
            decodeOnto(decoding.background(), header, encoded);
        } else {
            decode(encoded, NO_BYTES, opencv_imgcodecs.IMREAD_COLOR, pixels.bgr());
        }
        pixels.hold(uprightAsDecoded(header.upright(), 1), Integrity.WHOLE);
        return pixels;
    }

    /**
     * Takes a raw frame over.
     *
     * @param frame the frame's bytes from the buffer's position to its limit, both of which stay
     * @param format a raw one
     * @param width in pixels; null, or anything, if the producer said nothing or nonsense: so with the next two
     * @param stride bytes from one row of the first plane to the next; null for rows without filling
     * @return as of {@link #decode(ByteBuffer)}
     * @throws BadImageException if these are not the bytes of such a frame, or it is beyond the limits
     */
    public Pixels decode(ByteBuffer frame, ImageFormat format, Integer width, Integer height, Integer stride)
            throws BadImageException {
        begin();
        limits.admit(frame, format);
        RawLayout layout = RawLayout.of(format, width, height, stride);
        limits.requirePixels(layout.size(), geometry);
        layout.requireBytes(frame);
        translated(() -> RawFrames.convert(frame, layout, input, pixels.bgr()));
        pixels.hold(layout.size(), Integrity.WHOLE);
        return pixels;
    }

    private void begin() {
        if (closed) {
            throw new IllegalStateException("The decoder is closed.");
        }
        pixels.drop();
        if (pixels.nativeBytes() > RETAINED_PIXEL_BYTES) {
            pixels.bgr().release();
        }
    }

    /** The largest of libjpeg's scales that leaves at least the pixels that the resize asks for. */
    private int divisor(PixelSize upright) {
        PixelSize smallest = geometry.smallestDecoding(upright);
        int divisor = 8;
        while (divisor > 1 && !upright.dividedBy(divisor).covers(smallest)) {
            divisor /= 2;
        }
        return divisor;
    }

    private void decode(ByteBuffer encoded, byte[] tail, int flags, Mat target) throws BadImageException {
        translated(() -> {
            int size = encoded.remaining() + tail.length;
            try (Mat file = new Mat(1, size, opencv_core.CV_8UC1, input.fill(encoded, tail));
                    Mat decoded = opencv_imgcodecs.imdecode(file, flags, target)) {
                if (decoded.empty()) {
                    throw undecodable("OpenCV cannot decode it");
                }
            }
        });
    }

    /** What is decoded with its alpha is not turned upright, apart from TIFF. */
    private void decodeOnto(Background background, ImageHeader header, ByteBuffer encoded) throws BadImageException {
        try (Mat stored = new Mat()) {
            decode(encoded, NO_BYTES, opencv_imgcodecs.IMREAD_UNCHANGED, stored);
            // OpenCV reads 8-bit TIFF by libtiff's RGBA interface, which multiplies.
            boolean multiplied = header.format() == ImageFormat.TIFF && stored.depth() == opencv_core.CV_8U;
            int turn = header.format() == ImageFormat.TIFF ? ExifOrientation.UPRIGHT : header.orientation();
            translated(() -> Transparency.show(stored, multiplied, background, turn, pixels.bgr()));
        }
    }

    private interface NativeWork {
        void run() throws BadImageException;
    }

    /** OpenCV throws the same for what is wrong with the image and with the machine: these are told apart here. */
    private static void translated(NativeWork work) throws BadImageException {
        try {
            work.run();
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
