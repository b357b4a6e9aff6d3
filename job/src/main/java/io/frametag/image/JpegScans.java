package io.frametag.image;

import io.frametag.image.BadImageException.Fault;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The scans of a JPEG that has several: progressive, or a scan for each component. Each adds bits to some of the 64
 * coefficients of some components (ITU-T T.81, annex G); a file that is whole ends with all bits of all of them.
 */
final class JpegScans {
    /** Encoders write about 10. libjpeg goes over the whole image once for each, whatever little is in it. */
    private static final int MOST_SCANS = 100;

    private static final int COEFFICIENTS = 64;
    private static final byte UNKNOWN = -1;

    /** By component id and coefficient: how many low bits are still missing. */
    private final byte[][] missingBits = new byte[256][];

    private JpegScans() {}

    /** How many components the scan at this marker has; none if it is cut short. */
    static int components(ByteBuffer bytes, int marker) {
        int count = marker + 1 + Short.BYTES;
        return count < bytes.limit() ? unsigned(bytes, count) : 0;
    }

    /**
     * @param firstScan the index of its marker
     * @throws BadImageException if there are more than {@value #MOST_SCANS}
     */
    static JpegScans requireFew(ByteBuffer bytes, int firstScan) throws BadImageException {
        JpegScans scans = new JpegScans();
        int count = 0;
        for (int at = firstScan;
                at != JpegMarkers.NONE && unsigned(bytes, at) != JpegBitstream.EOI;
                at = JpegMarkers.next(bytes, at)) {
            if (unsigned(bytes, at) == JpegBitstream.SOS) {
                if (++count > MOST_SCANS) {
                    throw new BadImageException(
                            Fault.UNDECODABLE,
                            "The JPEG has more than " + MOST_SCANS + " scans, which would take very long to decode.");
                }
                scans.add(bytes, at);
            }
        }
        return scans;
    }

    /** Component ids with their tables, then the first and last coefficient, and the bits before and after. */
    private void add(ByteBuffer bytes, int marker) {
        int ids = marker + 1 + Short.BYTES + 1;
        int components = components(bytes, marker);
        int range = ids + 2 * components;
        if (range + 2 >= bytes.limit()) {
            return;
        }
        int last = Math.min(unsigned(bytes, range + 1), COEFFICIENTS - 1);
        byte low = (byte) (bytes.get(range + 2) & 0xF);
        for (int component = 0; component < components; component++) {
            int id = unsigned(bytes, ids + 2 * component);
            if (missingBits[id] == null) {
                missingBits[id] = new byte[COEFFICIENTS];
                Arrays.fill(missingBits[id], UNKNOWN);
            }
            for (int coefficient = unsigned(bytes, range); coefficient <= last; coefficient++) {
                missingBits[id][coefficient] = low;
            }
        }
    }

    /** Whether nothing is missing of that many components. */
    boolean complete(int components) {
        int whole = 0;
        for (byte[] bits : missingBits) {
            boolean all = bits != null;
            for (int i = 0; all && i < COEFFICIENTS; i++) {
                all = bits[i] == 0;
            }
            whole += all ? 1 : 0;
        }
        return whole >= components;
    }

    private static int unsigned(ByteBuffer bytes, int at) {
        return Byte.toUnsignedInt(bytes.get(at));
    }
}
