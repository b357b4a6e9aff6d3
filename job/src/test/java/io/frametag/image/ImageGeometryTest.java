package io.frametag.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageGeometryTest {
    /** Expected values are Python's, from {@code int(round(side * (resize_short / min(w, h))))} and {@code // 2}. */
    @ParameterizedTest
    @CsvSource({
        "640,   480, 256, 224,  341, 256,  58, 16",
        "480,   640, 256, 224,  256, 341,  16, 58",
        "1280,  720, 256, 224,  455, 256, 115, 16",
        "1920, 1080, 256, 224,  455, 256, 115, 16",
        "451,   300, 256, 224,  385, 256,  80, 16",
        "641,   479, 256, 224,  343, 256,  59, 16",
        "31,     57, 256, 224,  256, 471,  16, 123",
        "224,   224, 224, 224,  224, 224,   0, 0",
        "1,      1, 256, 224,  256, 256,  16, 16",
        // Halves: 2.5 goes to 2, 3.5 to 4, 10.5 to 10, where Java's Math.round gives 3, 4 and 11.
        "5,       2,   1,   1,    2,   1,   0, 0",
        "7,       2,   1,   1,    4,   1,   1, 0",
        "21,      4,   2,   2,   10,   2,   4, 0",
    })
    void theShortSideIsResizedAndTheMiddleCutAsInPython(
            int width, int height, int side, int crop, int resizedWidth, int resizedHeight, int x, int y) {
        ImageGeometry geometry = ImageGeometry.shortSide(side, Interpolation.LINEAR, new PixelSize(crop, crop));
        PixelSize resized = geometry.resized(new PixelSize(width, height));
        assertThat(resized).isEqualTo(new PixelSize(resizedWidth, resizedHeight));
        assertThat(geometry.cropX(resized)).isEqualTo(x);
        assertThat(geometry.cropY(resized)).isEqualTo(y);
    }

    @Test
    void everyShortSideReachesItsTarget() {
        Resize resize = new Resize.ShortSide(256);
        for (int side = 1; side <= 20_000; side++) {
            assertThat(resize.of(new PixelSize(side, side + 1)).width()).isEqualTo(256);
        }
    }

    @Test
    void anExactSizeIgnoresTheAspectRatio() {
        ImageGeometry geometry = ImageGeometry.exact(new PixelSize(48, 32), Interpolation.AREA);
        assertThat(geometry.resized(new PixelSize(1920, 1080))).isEqualTo(new PixelSize(48, 32));
        assertThat(geometry.output()).isEqualTo(new PixelSize(48, 32));
        assertThat(geometry.cropX(new PixelSize(48, 32))).isZero();
    }

    @Test
    void aCropThatDoesNotFitIsRefusedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageGeometry.shortSide(200, Interpolation.LINEAR, new PixelSize(224, 192)))
                .withMessage("A crop of 224×192 does not fit into every image resized to a short side of 200:"
                        + " make the crop smaller or the resize larger.");
        Resize exact = new Resize.Exact(new PixelSize(300, 200));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageGeometry(exact, Interpolation.LINEAR, new PixelSize(224, 224)))
                .withMessageContaining("resized to 300×200");
        assertThat(new ImageGeometry(exact, Interpolation.LINEAR, new PixelSize(300, 200)))
                .isNotNull();
    }

    @Test
    void sizesWithoutPixelsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PixelSize(0, 5))
                .withMessage("An image of 0×5 has no pixels.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Resize.ShortSide(0))
                .withMessage("resize_short must be at least 1, but is 0.");
    }

    @Test
    void interpolationsHavePaddlesNames() {
        assertThat(Interpolation.named("bilinear")).isEqualTo(Interpolation.LINEAR);
        assertThat(Interpolation.named("Area")).isEqualTo(Interpolation.AREA);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Interpolation.named("linear"))
                .withMessage(
                        "There is no interpolation \"linear\": it is one of nearest, bilinear, bicubic, area, lanczos.");
    }
}
