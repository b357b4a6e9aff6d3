package io.frametag.image;

import io.frametag.image.BadImageException.Fault;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The formats that are read. Which one a file has is told by its first bytes, never by what a producer calls it. Raw frames
 * have none: they are told by their media type, and the producer must say how large they are ({@link ImageDecoder#decode(ByteBuffer, ImageFormat, Integer, Integer, Integer)}).
 */
@SuppressWarnings("ImmutableEnumChecker") // bitstreams have no state
public enum ImageFormat {
    JPEG("image/jpeg", new JpegBitstream()),
    PNG("image/png", new PngBitstream()),
    WEBP("image/webp", new WebpBitstream()),
    BMP("image/bmp", new BmpBitstream()),
    GIF("image/gif", new GifBitstream()),
    TIFF("image/tiff", new TiffBitstream()),
    /** R, G, B bytes; FFmpeg's {@code rgb24}. */
    RGB24("image/x-rgb24"),
    /** B, G, R bytes; FFmpeg's {@code bgr24}. */
    BGR24("image/x-bgr24"),
    /** One byte a pixel; FFmpeg's {@code gray}. */
    GRAY8("image/x-gray8"),
    /** A plane of Y, and one of half its size with U and V in turn; BT.601, 16 to 235. FFmpeg's {@code nv12}. */
    NV12("image/x-nv12"),
    /** A plane of Y, then one of U and one of V, each of half its size; BT.601, 16 to 235. FFmpeg's {@code yuv420p}. */
    I420("image/x-i420");

    private static final int SHOWN_BYTES = 8;
    private static final String RAW_PREFIX = "image/x-";
    private static final Map<String, ImageFormat> RAW = Arrays.stream(values())
            .filter(ImageFormat::isRaw)
            .collect(Collectors.toMap(ImageFormat::mediaType, Function.identity()));

    private final String mediaType;
    private final Bitstream bitstream;

    ImageFormat(String mediaType) {
        this(mediaType, null);
    }

    ImageFormat(String mediaType, Bitstream bitstream) {
        this.mediaType = mediaType;
        this.bitstream = bitstream;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Whether its bytes are pixels and nothing else. */
    public boolean isRaw() {
        return bitstream == null;
    }

    /** The raw format of a media type, in any case and with any parameters; empty for every other type, known or not. */
    public static Optional<ImageFormat> raw(String mediaType) {
        ImageFormat exact = RAW.get(mediaType);
        if (exact != null || !mediaType.regionMatches(true, 0, RAW_PREFIX, 0, RAW_PREFIX.length())) {
            return Optional.ofNullable(exact);
        }
        String type = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return Optional.ofNullable(RAW.get(type));
    }

    /**
     * @param encoded read from its position, which stays
     * @return one that is not raw
     * @throws BadImageException EMPTY or UNKNOWN_FORMAT
     */
    public static ImageFormat sniff(ByteBuffer encoded) throws BadImageException {
        ByteBuffer bytes = encoded.slice();
        if (!bytes.hasRemaining()) {
            throw new BadImageException(Fault.EMPTY, "The image has no bytes.");
        }
        for (ImageFormat format : values()) {
            if (!format.isRaw() && format.bitstream.begins(bytes)) {
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

    /** @return null for raw formats */
    Bitstream bitstream() {
        return bitstream;
    }
}
