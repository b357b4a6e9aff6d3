package io.frametag.hostile.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.faults.Project;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrameFormatTest {
    private static final int WIDTH = 96;
    private static final int HEIGHT = 72;
    private static Picture picture;

    @BeforeAll
    static void load() throws Exception {
        Path photo = Project.folder().resolve("deploy/local/frames/cat-chelsea.jpg");
        picture = Picture.of(photo, WIDTH, HEIGHT);
    }

    /** The JDK reads neither CMYK nor WebP. */
    @ParameterizedTest
    @EnumSource(
            names = {"JPEG_CMYK", "WEBP_.*", "RAW_.*"},
            mode = EnumSource.Mode.MATCH_NONE)
    void anotherReaderFindsTheImageInIt(FrameFormat format) throws Exception {
        var image = ImageIO.read(new ByteArrayInputStream(format.encode(picture).bytes()));

        assertThat(image.getWidth()).isEqualTo(WIDTH);
        assertThat(image.getHeight()).isEqualTo(HEIGHT);
        int expected = Byte.toUnsignedInt(picture.bgr()[(36 * WIDTH + 48) * 3 + 1]);
        assertThat((image.getRGB(48, 36) >> 8) & 0xFF).isBetween(expected - 90, expected + 90);
    }

    /** The kinds are what they are called: each is told by its own bytes. */
    @Test
    void encodersWriteTheKindsTheyAreAskedFor() {
        assertThat(file(FrameFormat.JPEG_RESTARTS)).contains("\377\335\0\4\0\2");
        assertThat(file(FrameFormat.JPEG_444)).contains("\1\21\0\2\21\1\3\21\1");
        assertThat(file(FrameFormat.JPEG_BASELINE)).contains("\1\42\0\2\21\1\3\21\1");
        assertThat(file(FrameFormat.PNG_GREY).charAt(25)).isEqualTo((char) 0);
        assertThat(file(FrameFormat.PNG_PALETTE).charAt(25)).isEqualTo((char) 3);
        assertThat(file(FrameFormat.WEBP_ALPHA))
                .contains("VP8X")
                .contains("ALPH")
                .contains("VP8 ");
        assertThat(file(FrameFormat.WEBP_LOSSLESS_ALPHA)).contains("VP8L");
        assertThat(file(FrameFormat.WEBP_LOSSLESS_ALPHA).charAt(24) & 0x10).isNotZero();
        assertThat(file(FrameFormat.WEBP_LOSSLESS).charAt(24) & 0x10).isZero();
        assertThat(bmp(FrameFormat.BMP)).containsExactly(24, 0);
        assertThat(bmp(FrameFormat.BMP_PALETTE)).containsExactly(8, 0);
        assertThat(bmp(FrameFormat.BMP_GREY)).containsExactly(8, 0);
        assertThat(bmp(FrameFormat.BMP_RLE8)).containsExactly(8, 1);
        assertThat(bmp(FrameFormat.BMP_ALPHA)).containsExactly(32, 3);
        assertThat(interlaced(FrameFormat.GIF)).isFalse();
        assertThat(interlaced(FrameFormat.GIF_INTERLACED)).isTrue();
        assertThat(tiff(FrameFormat.TIFF_LZW, 259)).isEqualTo(5);
        assertThat(tiff(FrameFormat.TIFF_PLAIN, 259)).isEqualTo(1);
        assertThat(tiff(FrameFormat.TIFF_PACKBITS, 259)).isEqualTo(32_773);
        assertThat(tiff(FrameFormat.TIFF_DEFLATE, 259)).isEqualTo(8);
        assertThat(tiff(FrameFormat.TIFF_ALPHA, 277)).isEqualTo(4);
    }

    /** A char a byte. */
    private static String file(FrameFormat format) {
        return new String(format.encode(picture).bytes(), StandardCharsets.ISO_8859_1);
    }

    /** Bits a pixel, and compression. */
    private static int[] bmp(FrameFormat format) {
        return new int[] {file(format).charAt(28), file(format).charAt(30)};
    }

    private static boolean interlaced(FrameFormat format) {
        byte[] gif = format.encode(picture).bytes();
        int descriptor = new String(gif, StandardCharsets.ISO_8859_1).indexOf(",\0\0\0\0`\0H\0");
        return (gif[descriptor + 9] & 0x40) != 0;
    }

    private static int tiff(FrameFormat format, int tag) {
        TiffEntries entries = TiffEntries.of(format.encode(picture).bytes());
        for (int at = entries.directory() + 2; ; at += 12) {
            if (entries.bytes().getChar(at) == tag) {
                return entries.bytes().getChar(at + 8);
            }
        }
    }

    @Test
    void rawFramesHaveTheBytesOfTheirPixels() {
        int pixels = WIDTH * HEIGHT;
        assertThat(FrameFormat.RAW_RGB24.encode(picture).bytes()).hasSize(3 * pixels);
        assertThat(FrameFormat.RAW_GRAY8.encode(picture).bytes()).hasSize(pixels);
        assertThat(FrameFormat.RAW_I420.encode(picture).bytes()).hasSize(pixels * 3 / 2);
        assertThat(FrameFormat.RAW_NV12.encode(picture).bytes()).hasSize(pixels * 3 / 2);
        assertThat(FrameFormat.RAW_NV12.encode(picture).width()).isEqualTo(WIDTH);
    }

    @ParameterizedTest
    @EnumSource(names = "RAW_.*", mode = EnumSource.Mode.MATCH_NONE)
    void thePartsPutTogetherAreTheFile(FrameFormat format) {
        byte[] file = format.encode(picture).bytes();
        Parts parts = Parts.of(format.container(), file);

        byte[] joined = new byte[0];
        for (int part = 0; part < parts.count(); part++) {
            joined = Bytes.join(joined, parts.part(part));
        }
        assertThat(joined).isEqualTo(file);
        assertThat(parts.count()).isGreaterThan(1);
    }

    @Test
    void aProgressiveJpegHasSeveralScansAndABaselineOneHasOne() {
        assertThat(Parts.of(Container.JPEG, OpenCvEncoder.progressiveJpeg(picture))
                        .scans())
                .hasSizeGreaterThan(5);
        assertThat(Parts.of(Container.JPEG, OpenCvEncoder.jpeg(picture)).scans())
                .hasSize(1);
    }

    /** The JDK refuses a BMP with more pixels than bytes. */
    @ParameterizedTest
    @EnumSource(names = "(JPEG|PNG|GIF|TIFF).*", mode = EnumSource.Mode.MATCH_ALL)
    void aClaimedSizeIsWhatAnotherReaderFindsInTheHeader(FrameFormat format) throws Exception {
        byte[] file = format.encode(picture).bytes();
        byte[] claiming = ClaimedSize.in(format.container(), file, 1234, 567);

        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(claiming))) {
            var reader = ImageIO.getImageReaders(in).next();
            reader.setInput(in);
            assertThat(reader.getWidth(0)).isEqualTo(1234);
            assertThat(reader.getHeight(0)).isEqualTo(567);
            reader.dispose();
        }
    }
}
