package io.frametag.bench.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.bench.frames.FrameSize;
import io.frametag.bench.frames.SizedFrames;
import io.frametag.image.DecodeMode;
import io.frametag.image.ImageGeometry;
import io.frametag.image.Interpolation;
import io.frametag.image.PixelSize;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenCvPictureTest {
    private static final PixelSize HD = new PixelSize(1280, 720);
    private static final PixelSize FULL_HD = new PixelSize(1920, 1080);
    private static final PixelSize TARGET = new PixelSize(455, 256);

    @ParameterizedTest
    @CsvSource({"P480, LINEAR", "P720, LINEAR", "P1080, LINEAR", "P1080, AREA"})
    void theJobsOwnRulesGiveTheJobsOwnPictures(FrameSize size, Interpolation interpolation) throws Exception {
        ImageGeometry geometry = ImageGeometry.shortSide(256, interpolation, new PixelSize(224, 224));
        byte[] photo = SizedFrames.jpegs(Path.of(".."), size).get(0);
        try (OpenCvPicture shrunk = new OpenCvPicture(geometry, Reduction.FAST);
                OpenCvPicture whole = new OpenCvPicture(geometry, Reduction.NONE);
                Pictures fast = new Pictures(DecodeMode.FAST, geometry);
                Pictures exact = new Pictures(DecodeMode.EXACT, geometry)) {
            // The job resizes no more than the crop needs, which moves a linear resize by up to 1/64 of a pixel.
            double moved = interpolation == Interpolation.LINEAR ? 0.35 : 0;
            assertThat(Pictures.distance(shrunk.rgb(photo, size.pixels()), fast.rgb(photo)))
                    .isLessThanOrEqualTo(moved);
            assertThat(whole.rgb(photo, size.pixels())).isEqualTo(exact.rgb(photo));
        }
    }

    @Test
    void theRulesShrinkByWhatTheirNamesSay() {
        assertThat(Reduction.FAST.divisor(HD, TARGET)).isEqualTo(2);
        assertThat(Reduction.FAST.divisor(FULL_HD, TARGET)).isEqualTo(4);
        assertThat(Reduction.TWICE.divisor(HD, TARGET)).isEqualTo(1);
        assertThat(Reduction.TWICE.divisor(FULL_HD, TARGET)).isEqualTo(2);
        assertThat(Reduction.NONE.divisor(FULL_HD, TARGET)).isEqualTo(1);
        // 1023 is 512 after halving.
        assertThat(Reduction.FAST.divisor(new PixelSize(1023, 1023), new PixelSize(512, 512)))
                .isEqualTo(2);
    }

    @Test
    void theDistanceIsTheMeanOfTheUnsignedDifferences() {
        assertThat(Pictures.distance(new byte[] {0, (byte) 255, 7, 7}, new byte[] {0, 0, 8, 7}))
                .isEqualTo(64);
    }
}
