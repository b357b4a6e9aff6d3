package io.frametag.hostile.image;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** How a format's files are built, as far as damaging them asks for it. */
@SuppressWarnings("ImmutableEnumChecker") // nobody writes to the end markers
enum Container {
    JPEG(3, Bytes.of(0xFF, 0xD9)),
    PNG(8, pngChunk("IEND", new byte[0])),
    /** It has no end marker: its beginning says how long it is. */
    WEBP(16, new byte[0]),
    BMP(2, new byte[0]),
    GIF(6, Bytes.of(0x3B)),
    TIFF(4, new byte[0]),
    /** Nothing but pixels. */
    RAW(0, new byte[0]);

    private final int signatureBytes;
    private final byte[] end;

    Container(int signatureBytes, byte[] end) {
        this.signatureBytes = signatureBytes;
        this.end = end;
    }

    /** @return how many of a file's first bytes its format is told by */
    int signatureBytes() {
        return signatureBytes;
    }

    /** @return what every file ends with, in an array that nobody writes to; empty where there is no such thing */
    byte[] end() {
        return end;
    }

    static byte[] pngChunk(String type, byte[] data) {
        byte[] typed = Bytes.join(type.getBytes(StandardCharsets.US_ASCII), data);
        CRC32 checksum = new CRC32();
        checksum.update(typed);
        return Bytes.join(bigEndian(data.length), typed, bigEndian((int) checksum.getValue()));
    }

    static byte[] jpegSegment(int marker, byte[] content) {
        int length = content.length + Short.BYTES;
        return Bytes.join(Bytes.of(0xFF, marker, length >> 8, length), content);
    }

    private static byte[] bigEndian(int value) {
        return Bytes.of(value >> 24, value >> 16, value >> 8, value);
    }
}
