package io.frametag.image;

import io.frametag.image.BadImageException.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Finds damage that OpenCV does not report. A scan that ends too early is filled up with grey; OpenCV says so on the
 * process's standard error only. Whatever could be such a picture (a grey corner, a file that is filled up at its end or
 * lacks its end marker) is looked at again by {@link JpegWarnings}; every other pays for four pixels and 16 bytes.
 *
 * <p>Not found: overwritten data that are still valid codes, and a cut within the last scan of a progressive JPEG with an
 * end marker behind it.
 */
final class JpegDamage {
    private static final byte[] EOI = {(byte) 0xFF, (byte) JpegBitstream.EOI};
    /** What libjpeg leaves where it has no data: the middle, or what CMYK makes of four middles. */
    private static final int GREY = 128;

    private static final int YCCK_GREY = 64;
    private static final int CMYK_GREY = 65;
    /** So many equal bytes before the end are no picture. */
    private static final int FILLING_BYTES = 16;

    private final DamagedImages policy;

    JpegDamage(DamagedImages policy) {
        this.policy = policy;
    }

    /**
     * Before it is decoded.
     *
     * @return what to put behind the file, so that it is decoded to its end
     * @throws BadImageException if it need not be decoded, since it is rejected in any case
     */
    byte[] missingEnd(Ending ending) throws BadImageException {
        if (ending == Ending.UNMARKED && policy == DamagedImages.STRICT) {
            throw new BadImageException(Fault.TRUNCATED, "The JPEG is cut short: its end marker is missing.");
        }
        if (ending == Ending.INCOMPLETE && policy != DamagedImages.LABEL) {
            throw new BadImageException(Fault.TRUNCATED, "The JPEG is cut short: some of its scans are missing.");
        }
        return ending == Ending.WHOLE ? new byte[0] : EOI.clone();
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
        if (!unmarked && !hasGreyCorner(decoded) && !isFilledUp(encoded)) {
            return Integrity.WHOLE;
        }
        Optional<String> damage = damage(unmarked, encoded);
        if (damage.isEmpty()) {
            return unmarked ? Integrity.END_MISSING : Integrity.WHOLE;
        }
        if (policy != DamagedImages.LABEL) {
            throw new BadImageException(
                    unmarked ? Fault.TRUNCATED : Fault.DAMAGED, "The JPEG is damaged: " + damage.get() + ".");
        }
        return Integrity.DAMAGED;
    }

    private static Optional<String> damage(boolean unmarked, ByteBuffer encoded) {
        byte[] file = new byte[encoded.remaining() + (unmarked ? EOI.length : 0)];
        encoded.get(encoded.position(), file, 0, encoded.remaining());
        if (unmarked) {
            System.arraycopy(EOI, 0, file, encoded.remaining(), EOI.length);
        }
        try {
            return JpegWarnings.of(file);
        } catch (IOException e) {
            // Grey corners are mostly the picture's own; a file without an end is mostly cut.
            return unmarked
                    ? Optional.of("its end marker is missing, and so may be some of its pixels")
                    : Optional.empty();
        }
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

    private static boolean isFilledUp(ByteBuffer encoded) {
        int end = encoded.limit() - EOI.length;
        if (end - FILLING_BYTES < encoded.position()) {
            return false;
        }
        byte last = encoded.get(end - 1);
        for (int at = end - FILLING_BYTES; at < end; at++) {
            if (encoded.get(at) != last) {
                return false;
            }
        }
        return true;
    }
}
