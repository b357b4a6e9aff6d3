package io.frametag.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Image files for tests: the bundled model's reference pictures, and files put together byte by byte. */
final class ImageFiles {
    static final Path REFERENCE = Path.of("models/pp-lcnet-x0_5-cifar10/reference");
    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

    private ImageFiles() {}

    static byte[] reference(String name) {
        try {
            return Files.readAllBytes(REFERENCE.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** The JPEG with segments put in after its SOI. */
    static byte[] withSegments(byte[] jpeg, byte[]... segments) {
        return join(Arrays.copyOf(jpeg, 2), join(segments), Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    static byte[] segment(int marker, byte[] content) {
        int length = content.length + 2;
        return join(bytes(0xFF, marker, length >> 8, length), content);
    }

    static byte[] app1(String identifier, byte[] content) {
        return segment(0xE1, join(identifier.getBytes(StandardCharsets.ISO_8859_1), content));
    }

    static byte[] exif(int orientation, ByteOrder order) {
        return app1("Exif\0\0", tiff(orientation, order));
    }

    static byte[] tiff(int orientation, ByteOrder order) {
        return ByteBuffer.allocate(38)
                .order(order)
                .putShort((short) (order == ByteOrder.BIG_ENDIAN ? 0x4D4D : 0x4949))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 2)
                // ImageWidth comes first, so that the orientation has to be looked for.
                .putShort((short) 0x0100)
                .putShort((short) 3)
                .putInt(1)
                .putInt(0)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    /** A JPEG that ends before its pixels, with a header that claims this size. */
    static byte[] jpegClaiming(int width, int height) {
        byte[] frame = bytes(8, height >> 8, height, width >> 8, width, 1, 1, 0x11, 0);
        byte[] scan = bytes(1, 1, 0, 0, 63, 0);
        return join(bytes(0xFF, 0xD8), segment(0xC0, frame), segment(0xDA, scan), bytes(0, 0, 0xFF, 0xD9));
    }

    /** A small whole file that claims this size: an RGB PNG whose only pixel data are one deflated row. */
    static byte[] pngClaiming(int width, int height) {
        return png(width, height, new byte[16]);
    }

    /** An 8-bit RGB PNG with this data as its rows, filter bytes included, and chunks before them. */
    static byte[] png(int width, int height, byte[] rows, byte[]... chunks) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(bytes(8, 2, 0, 0, 0))
                .array();
        return join(
                PNG_SIGNATURE,
                chunk("IHDR", header),
                join(chunks),
                chunk("IDAT", deflated(rows)),
                chunk("IEND", bytes()));
    }

    static byte[] chunk(String type, byte[] data) {
        byte[] typed = join(type.getBytes(StandardCharsets.US_ASCII), data);
        CRC32 checksum = new CRC32();
        checksum.update(typed);
        return ByteBuffer.allocate(typed.length + 8)
                .putInt(data.length)
                .put(typed)
                .putInt((int) checksum.getValue())
                .array();
    }

    private static byte[] deflated(byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out, new Deflater())) {
            deflater.write(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
