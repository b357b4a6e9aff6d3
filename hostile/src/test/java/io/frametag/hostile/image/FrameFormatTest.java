package io.frametag.hostile.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.faults.Project;
import java.io.ByteArrayInputStream;
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
            names = {"JPEG_CMYK", "WEBP_LOSSY", "WEBP_LOSSLESS", "RAW_.*"},
            mode = EnumSource.Mode.MATCH_NONE)
    void anotherReaderFindsTheImageInIt(FrameFormat format) throws Exception {
        var image = ImageIO.read(new ByteArrayInputStream(format.encode(picture).bytes()));

        assertThat(image.getWidth()).isEqualTo(WIDTH);
        assertThat(image.getHeight()).isEqualTo(HEIGHT);
        int expected = Byte.toUnsignedInt(picture.bgr()[(36 * WIDTH + 48) * 3 + 1]);
        assertThat((image.getRGB(48, 36) >> 8) & 0xFF).isBetween(expected - 90, expected + 90);
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
