package io.frametag.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Asks libjpeg, through {@link JpegWarnings}, what OpenCV passes over: several times the cost of decoding. */
final class JpegSecondLook {
    private static final byte[] EOI = {(byte) 0xFF, (byte) JpegBitstream.EOI};
    private static final int SOI_BYTES = 2;
    /** So many equal bytes before the end are no picture. */
    private static final int FILLING_BYTES = 16;

    private JpegSecondLook() {}

    /**
     * @param unmarked whether the file lacks its end marker
     * @param encoded the file, from its position
     * @return what is wrong with it, as the middle of a sentence
     */
    static Optional<String> damage(boolean unmarked, ByteBuffer encoded) {
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

    /** Whether what stands before the end marker is one byte, again and again. */
    static boolean isFilledUp(ByteBuffer encoded) {
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
