package io.frametag.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.frametag.hostile.fuzz.Cost;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** EXIF data of a JPEG that is sound otherwise: whatever they say, they are no reason to refuse it. */
class ExifFuzz {
    private static final int MOST_BYTES = 65_000;
    private static final int BYTES_A_BYTE = 16;
    private static final byte[] IDENTIFIER = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    /** A frame of 31×57 pixels and one component, a scan, an end. */
    private static final byte[] REST =
            HexFormat.of().parseHex("ffc0000b080039001f01011100ffda0008010100003f000000ffd9");

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10s")
    void exifTurnsAnImageOrDoesNotAndNothingElse(@NotNull byte[] tiff) throws Exception {
        if (tiff.length > MOST_BYTES) {
            return;
        }
        byte[] jpeg = jpeg(tiff);
        Cost.bounded(jpeg.length, BYTES_A_BYTE, () -> {
            ImageHeader header = ImageHeader.read(ByteBuffer.wrap(jpeg));
            assertThat(header.width()).isEqualTo(31);
            assertThat(header.height()).isEqualTo(57);
            assertThat(header.uprightWidth()).isEqualTo(header.transposed() ? 57 : 31);
        });
    }

    private static byte[] jpeg(byte[] tiff) {
        int length = Short.BYTES + IDENTIFIER.length + tiff.length;
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        jpeg.writeBytes(
                new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE1, (byte) (length >> 8), (byte) length});
        jpeg.writeBytes(IDENTIFIER);
        jpeg.writeBytes(tiff);
        jpeg.writeBytes(REST);
        return jpeg.toByteArray();
    }

    static Stream<byte[]> seeds() {
        return Stream.of(
                        // Width and orientation 6, in either byte order; a directory far behind the end.
                        "4d4d002a0000000800020100000300000001000000000112000300000001000600000000",
                        "49492a00080000000200000103000100000000000000120103000100000006000000000000",
                        "49492a00ffffffff")
                .map(HexFormat.of()::parseHex);
    }
}
