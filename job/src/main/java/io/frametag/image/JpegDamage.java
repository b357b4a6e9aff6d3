package io.frametag.image;

import io.frametag.image.BadImageException.Fault;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Finds damage that OpenCV does not report. A scan that ends too early is filled up with grey; OpenCV says so on the
 * process's standard error only. Whatever could be such a picture (a grey corner, a file that is filled up at its end or
 * lacks its end marker) gets a {@link JpegSecondLook}; every other pays for four pixels and 16 bytes.
 *
 * <p>Not found, unless all are looked at again ({@link DamagedImages#STRICT}): damage in the middle of a picture, such as a
 * lost restart interval, and a cut within the last scan of a progressive JPEG with an end marker behind it. Never found:
 * overwritten data that are still valid codes.
 */
final class JpegDamage {
    private static final byte[] EOI = {(byte) 0xFF, (byte) JpegBitstream.EOI};
    private static final byte[] NOTHING = {};
    /** What libjpeg leaves where it has no data: the middle, or what CMYK makes of four middles. */
    private static final int GREY = 128;

    private static final int YCCK_GREY = 64;
    private static final int CMYK_GREY = 65;
    private final DamagedImages policy;

    JpegDamage(DamagedImages policy) {
        this.policy = policy;
    }

    /**
     * Before it is decoded.
     *
     * @return what to put behind the file, so that it is decoded to its end; not to be written to
     * @throws BadImageException if it need not be decoded, since it is rejected in any case
     */
    byte[] missingEnd(Ending ending) throws BadImageException {
        if (ending == Ending.UNMARKED && policy == DamagedImages.STRICT) {
            throw new BadImageException(Fault.TRUNCATED, "The JPEG is cut short: its end marker is missing.");
        }
        if (ending == Ending.INCOMPLETE && policy != DamagedImages.LABEL) {
            throw new BadImageException(Fault.TRUNCATED, "The JPEG is cut short: some of its scans are missing.");
        }
        return ending == Ending.WHOLE ? NOTHING : EOI;
    }

    /**
     * After it was decoded.
     *
     * @param encoded the file, from its position
     * @throws BadImageException if it is damaged, and such are rejected
     */
    Integrity check(Ending ending, ByteBuffer encoded, Mat decoded) throws BadImageException {
        if (ending == Ending.INCOMPLETE) {
            return Integrity.DAMAGED;
        }
        boolean unmarked = ending == Ending.UNMARKED;
        if (!unmarked
                && policy != DamagedImages.STRICT
                && !hasGreyCorner(decoded)
                && !JpegSecondLook.isFilledUp(encoded)) {
            return Integrity.WHOLE;
        }
        Optional<String> damage = JpegSecondLook.damage(unmarked, encoded);
        if (damage.isEmpty()) {
            return unmarked ? Integrity.END_MISSING : Integrity.WHOLE;
        }
        if (policy != DamagedImages.LABEL) {
            throw new BadImageException(
                    unmarked ? Fault.TRUNCATED : Fault.DAMAGED, "The JPEG is damaged: " + damage.get() + ".");
        }
        return Integrity.DAMAGED;
    }

    private static boolean hasGreyCorner(Mat bgr) {
        BytePointer data = bgr.data();
        long row = (long) bgr.cols() * Pixels.CHANNELS;
        long lowest = row * (bgr.rows() - 1);
        return isGrey(data, 0)
                || isGrey(data, row - Pixels.CHANNELS)
                || isGrey(data, lowest)
                || isGrey(data, lowest + row - Pixels.CHANNELS);
    }

    private static boolean isGrey(BytePointer data, long at) {
        int blue = Byte.toUnsignedInt(data.get(at));
        return (blue == GREY || blue == YCCK_GREY || blue == CMYK_GREY)
                && Byte.toUnsignedInt(data.get(at + 1)) == blue
                && Byte.toUnsignedInt(data.get(at + 2)) == blue;
    }
}
