package io.frametag.image;

import io.frametag.image.BadImageException.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Finds damage that OpenCV does not report. A scan that ends too early is filled up with grey; OpenCV says so on the
 * process's standard error only. Whatever could be such a picture (a grey corner, a file that is filled up at its end or
 * lacks its end marker) is looked at again by {@link JpegWarnings}; every other pays for four pixels and 16 bytes.
 *
 * <p>Not found, unless all are looked at again ({@link DamagedImages#STRICT}): damage in the middle of a picture, such as a
 * lost restart interval, and a cut within the last scan of a progressive JPEG with an end marker behind it. Never found:
 * overwritten data that are still valid codes.
 */
final class JpegDamage {
    private static final byte[] EOI = {(byte) 0xFF, (byte) JpegBitstream.EOI};
    private static final int SOI_BYTES = 2;
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
        if (!unmarked && policy != DamagedImages.STRICT && !hasGreyCorner(decoded) && !isFilledUp(encoded)) {
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
        try {
            int end = encoded.limit() - (unmarked ? 0 : EOI.length);
            Optional<String> damage = JpegWarnings.of(plain(encoded, end));
            // Cameras fill frames up to a fixed length; what they fill with is no damage if the picture is whole
            // without.
            return damage.isPresent() && isFilledUp(encoded)
                    ? JpegWarnings.of(plain(encoded, withoutFilling(encoded, end)))
                    : damage;
        } catch (IOException e) {
            // Grey corners are mostly the picture's own; a file without an end is mostly cut.
            return unmarked
                    ? Optional.of("its end marker is missing, and so may be some of its pixels")
                    : Optional.empty();
        }
    }

    /**
     * The file up to {@code end} and an end marker, without the applications' segments: libjpeg passes only its first warning
     * on, which could be of a version number there.
     */
    private static byte[] plain(ByteBuffer encoded, int end) {
        ByteBuffer bytes = encoded.slice(encoded.position(), end - encoded.position());
        ByteBuffer plain = ByteBuffer.allocate(bytes.limit() + EOI.length);
        int copied = 0;
        int marker = JpegMarkers.find(bytes, SOI_BYTES);
        while (marker != JpegMarkers.NONE && Byte.toUnsignedInt(bytes.get(marker)) != JpegBitstream.SOS) {
            int next = JpegMarkers.next(bytes, marker);
            if (isApplications(Byte.toUnsignedInt(bytes.get(marker))) && next != JpegMarkers.NONE) {
                plain.put(bytes.slice(copied, marker - 1 - copied));
                copied = next - 1;
            }
            marker = next;
        }
        plain.put(bytes.slice(copied, bytes.limit() - copied)).put(EOI);
        return Arrays.copyOf(plain.array(), plain.position());
    }

    /** APP0 to APP15, and comments. */
    private static boolean isApplications(int marker) {
        return (marker >= 0xE0 && marker <= 0xEF) || marker == 0xFE;
    }

    private static int withoutFilling(ByteBuffer encoded, int end) {
        byte filling = encoded.get(end - 1);
        int at = end;
        while (at > encoded.position() && encoded.get(at - 1) == filling) {
            at--;
        }
        return at;
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
