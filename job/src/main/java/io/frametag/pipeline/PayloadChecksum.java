package io.frametag.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.schema.ImageEventHeaders;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/** Holds a payload against the checksum that its producer may have sent in a header. */
final class PayloadChecksum {
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-fA-F]{1,16}");

    private PayloadChecksum() {}

    /**
     * @param payload from its position, which stays
     * @return a sentence on what does not match; null if it matches or there is no checksum
     */
    static String mismatch(Origin.Header[] headers, ByteBuffer payload) {
        byte[] expected = null;
        for (Origin.Header header : headers) {
            // The last of a name counts, as everywhere.
            if (header.name().equals(ImageEventHeaders.PAYLOAD_CRC32C)) {
                expected = header.value();
            }
        }
        if (expected == null) {
            return null;
        }
        CRC32C checksum = new CRC32C();
        checksum.update(payload.duplicate());
        String actual = ImageEventHeaders.hexadecimal(checksum.getValue());
        String claimed = new String(expected, UTF_8);
        return actual.equalsIgnoreCase(claimed)
                ? null
                : "The payload has the CRC-32C " + actual + ", but the header " + ImageEventHeaders.PAYLOAD_CRC32C
                        + " says "
                        + (HEXADECIMAL.matcher(claimed).matches()
                                ? claimed
                                : expected.length + " bytes of something else")
                        + ".";
    }
}
