package io.frametag.image;

import io.frametag.image.BadImageException.Fault;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** The formats that are read. Which one a file has is told by its first bytes, never by what a producer calls it. */
@SuppressWarnings("ImmutableEnumChecker") // bitstreams have no state
public enum ImageFormat {
    JPEG("image/jpeg", new JpegBitstream()),
    PNG("image/png", new PngBitstream());

    private static final int SHOWN_BYTES = 8;

    private final String mediaType;
    private final Bitstream bitstream;

    ImageFormat(String mediaType, Bitstream bitstream) {
        this.mediaType = mediaType;
        this.bitstream = bitstream;
    }

    public String mediaType() {
        return mediaType;
    }

    /**
     * @param encoded read from its position, which stays
     * @throws BadImageException EMPTY or UNKNOWN_FORMAT
     */
    public static ImageFormat sniff(ByteBuffer encoded) throws BadImageException {
        ByteBuffer bytes = encoded.slice();
        if (!bytes.hasRemaining()) {
            throw new BadImageException(Fault.EMPTY, "The image has no bytes.");
        }
        for (ImageFormat format : values()) {
            if (format.bitstream.begins(bytes)) {
                return format;
            }
        }
        byte[] head = new byte[Math.min(bytes.remaining(), SHOWN_BYTES)];
        bytes.get(0, head);
        throw new BadImageException(
                Fault.UNKNOWN_FORMAT,
                "The bytes are no image of a known format: they begin with "
                        + HexFormat.ofDelimiter(" ").withUpperCase().formatHex(head) + ".");
    }

    Bitstream bitstream() {
        return bitstream;
    }
}
