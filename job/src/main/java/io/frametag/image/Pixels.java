package io.frametag.image;

import io.frametag.natives.NativeHandles;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A decoded, upright image outside the Java heap. It belongs to the {@link ImageDecoder} that gave it, and holds its
 * image only until that decoder's next call or close: use it at once, keep nothing of it, pass it to no other thread.
 */
public final class Pixels {
    static final int CHANNELS = 3;
    private static final String KIND = "decoded image";

    private final Mat bgr = new Mat();
    private PixelSize size;
    private Integrity integrity = Integrity.WHOLE;

    Pixels() {
        NativeHandles.opened(KIND);
    }

    /** The whole image's width, even where less of it was decoded. */
    public int width() {
        return size().width();
    }

    /** The whole image's height, even where less of it was decoded. */
    public int height() {
        return size().height();
    }

    /**
     * The whole image's size.
     *
     * @throws IllegalStateException if there is no image here, or no more
     */
    public PixelSize size() {
        if (size == null) {
            throw new IllegalStateException(
                    "These pixels are gone: their decoder was closed, or its last image was bad.");
        }
        return size;
    }

    /** Whether these are all the pixels that were taken. */
    public Integrity integrity() {
        return integrity;
    }

    /** 8-bit BGR, interleaved; a whole fraction of {@link #size} where decoding was scaled. */
    Mat bgr() {
        return bgr;
    }

    long nativeBytes() {
        return bgr.total() * CHANNELS;
    }

    void hold(PixelSize whole, Integrity known) {
        size = whole;
        integrity = known;
    }

    void drop() {
        size = null;
    }

    void close() {
        drop();
        bgr.close();
        NativeHandles.closed(KIND);
    }
}
