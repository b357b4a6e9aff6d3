package io.frametag.schema;

import java.util.Locale;
import java.util.zip.CRC32C;

/** The Kafka headers that the job reads beside an image event. */
public final class ImageEventHeaders {
    /**
     * Optional: the CRC-32C (RFC 3720, section 12.1) of the payload's bytes, as eight hexadecimal digits in UTF-8. It finds
     * what no decoder sees, such as overwritten bytes that are valid codes.
     */
    public static final String PAYLOAD_CRC32C = "frametag.payload.crc32c";

    private ImageEventHeaders() {}

    /** The value of {@link #PAYLOAD_CRC32C} for this payload. */
    public static String crc32c(byte[] payload) {
        CRC32C checksum = new CRC32C();
        checksum.update(payload, 0, payload.length);
        return hexadecimal(checksum.getValue());
    }

    /** @param checksum 32 bits */
    public static String hexadecimal(long checksum) {
        return String.format(Locale.ROOT, "%08x", checksum);
    }
}
