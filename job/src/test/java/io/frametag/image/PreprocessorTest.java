package io.frametag.image;

import static io.frametag.image.ImageFiles.reference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frametag.natives.NoLeaks;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoLeaks.class)
class PreprocessorTest {
    private static final ImageLimits LIMITS = new ImageLimits(EnumSet.allOf(ImageFormat.class), 64 << 20, 50_000_000);
    private static final ImageGeometry IMAGENET =
            ImageGeometry.shortSide(256, Interpolation.LINEAR, new PixelSize(224, 224));
    private static final ImageGeometry BUNDLED_MODEL =
            ImageGeometry.shortSide(32, Interpolation.AREA, new PixelSize(32, 32));
    private static final double[] MEAN = {0.4914, 0.4822, 0.4465};
    private static final double[] STD = {0.2470, 0.2435, 0.2616};

    /** 641×479 becomes 343×256: odd margins on one side, even on the other. */
    @ParameterizedTest
    @EnumSource
    void exactModeIsOpenCvsFullDecodeResizeAndCropToTheBit(Interpolation interpolation) throws Exception {
        ImageGeometry geometry = ImageGeometry.shortSide(256, interpolation, new PixelSize(224, 200));
        byte[] file = reference("drawn-641x479-444.jpg");
        byte[] expected =
                Cv.decode(file).resized(343, 256, interpolation.openCvCode()).croppedRgb(59, 28, 224, 200);
        assertThat(rgb(file, DecodeMode.EXACT, geometry)).isEqualTo(expected);
    }

    @Test
    void anExactSizeIsOpenCvsPlainResize() throws Exception {
        byte[] file = reference("drawn-480x320-exif-orientation-6.jpg");
        byte[] expected =
                Cv.decode(file).resized(96, 64, opencv_imgproc.INTER_CUBIC).croppedRgb(0, 0, 96, 64);
        ImageGeometry geometry = ImageGeometry.exact(new PixelSize(96, 64), Interpolation.CUBIC);
        assertThat(rgb(file, DecodeMode.EXACT, geometry)).isEqualTo(expected);
    }

    /** The references were made by another build and version of OpenCV. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat-chelsea.jpg",
                "deer-moose.jpg",
                "drawn-1280x720-progressive.jpg",
                "drawn-200x150-16bit.png",
                "drawn-256x256-palette.png",
                "drawn-300x200-alpha.png",
                "drawn-31x57-small.jpg",
                "drawn-32x32.png",
                "drawn-333x777-grey.jpg",
                "drawn-480x320-exif-orientation-6.jpg",
                "drawn-512x384-cmyk.jpg",
                "drawn-640x480-baseline.jpg",
                "drawn-641x479-444.jpg",
            })
    void theReferenceTensorsStatisticsAreMet(String name) throws Exception {
        JsonNode expected = new ObjectMapper()
                .readTree(ImageFiles.REFERENCE.resolve("expected.json").toFile())
                .get("inputs")
                .get(name);
        byte[] rgb = rgb(reference(name), DecodeMode.EXACT, BUNDLED_MODEL);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < rgb.length; i++) {
            double value = (Byte.toUnsignedInt(rgb[i]) / 255.0 - MEAN[i % 3]) / STD[i % 3];
            sum += value;
            squares += value * value;
        }
        double mean = sum / rgb.length;
        assertThat(mean).isCloseTo(expected.get("tensorMean").asDouble(), within(1e-4));
        assertThat(Math.sqrt(squares / rgb.length - mean * mean))
                .isCloseTo(expected.get("tensorStd").asDouble(), within(2e-4));
    }

    /**
     * How far scaled decoding is from the exact mode, as a mean of |Δ| out of 255, on the reference photos enlarged to
     * camera sizes. Measured values are about 10 % below the bounds. With a linear resize the distance is the exact mode's
     * aliasing: see the next test.
     */
    @ParameterizedTest
    @CsvSource({
        "cat-chelsea.jpg, 1280,  720, 1.45, 0.95",
        "deer-moose.jpg,  1280,  720, 3.35, 1.30",
        "cat-chelsea.jpg, 1920, 1080, 2.65, 0.50",
        "deer-moose.jpg,  1920, 1080, 5.45, 0.65",
    })
    void fastModeStaysNearTheExactMode(String name, int width, int height, double linear224, double area32)
            throws Exception {
        byte[] photo = photo(name, width, height);
        assertThat(distance(photo, IMAGENET)).isBetween(0.01, linear224);
        assertThat(distance(photo, BUNDLED_MODEL)).isBetween(0.01, area32);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat-chelsea.jpg", "deer-moose.jpg"})
    void fastLinearIsNearerToAnAntialiasedResizeThanExactLinear(String name) throws Exception {
        byte[] photo = photo(name, 1280, 720);
        byte[] antialiased =
                rgb(photo, DecodeMode.EXACT, ImageGeometry.shortSide(256, Interpolation.AREA, new PixelSize(224, 224)));
        double fast = distance(antialiased, rgb(photo, DecodeMode.FAST, IMAGENET));
        double exact = distance(antialiased, rgb(photo, DecodeMode.EXACT, IMAGENET));
        assertThat(fast).isLessThan(0.6 * exact);
    }

    /** Nothing to leave out: a small image is enlarged, another resize has its own kernel, and one has no crop. */
    @Test
    void fastModeIsTheExactModeWhereThereIsNothingToSave() throws Exception {
        assertThat(distance(reference("drawn-300x200-alpha.png"), IMAGENET)).isZero();
        assertThat(distance(reference("drawn-300x200-alpha.png"), BUNDLED_MODEL))
                .isZero();
        ImageGeometry uncropped = ImageGeometry.exact(new PixelSize(160, 120), Interpolation.LINEAR);
        assertThat(distance(reference("drawn-300x200-alpha.png"), uncropped)).isZero();
    }

    /** Decoded whole, so that the resize is all that can differ; measured values are at most half the bound. */
    @ParameterizedTest
    @CsvSource({"640, 480", "480, 640", "641, 479", "500, 500", "512, 512", "257, 300", "511, 256", "1000, 300"})
    void resizingNoMoreThanTheCropNeedsMovesNoPixelFar(int width, int height) throws Exception {
        for (String name : new String[] {"cat-chelsea.jpg", "deer-moose.jpg"}) {
            byte[] file = Cv.decode(reference(name))
                    .resized(width, height, opencv_imgproc.INTER_AREA)
                    .png();
            assertThat(distance(file, IMAGENET)).isLessThan(0.35);
        }
    }

    @Test
    void theCropOfWhatHasAnEdgeThatFallsOnWholePixelsIsTheSameToTheBit() throws Exception {
        byte[] file = Cv.decode(reference("deer-moose.jpg"))
                .resized(480, 480, opencv_imgproc.INTER_AREA)
                .png();
        assertThat(distance(file, IMAGENET)).isZero();
    }

    @Test
    void theResizeTargetIsTheWholeImagesNotTheScaledDecodings() throws Exception {
        // The half of 1025×517 is 513×259, by which it would become 507 wide instead of 508.
        byte[] file = Cv.decode(reference("deer-moose.jpg"))
                .resized(1025, 517, opencv_imgproc.INTER_AREA)
                .jpeg(95);
        try (ImageDecoder decoder = new ImageDecoder(LIMITS, DecodeMode.FAST, IMAGENET);
                Preprocessor preprocessor = new Preprocessor(DecodeMode.EXACT, IMAGENET)) {
            Pixels pixels = decoder.decode(ByteBuffer.wrap(file));
            assertThat(pixels.bgr().cols()).isEqualTo(513);
            assertThat(IMAGENET.resized(pixels.size())).isEqualTo(new PixelSize(508, 256));
            assertThat(IMAGENET.resized(new PixelSize(513, 259))).isEqualTo(new PixelSize(507, 256));
            byte[] expected = Cv.Bgr.of(pixels.bgr())
                    .resized(508, 256, opencv_imgproc.INTER_LINEAR)
                    .croppedRgb(142, 16, 224, 224);
            assertThat(preprocessor.rgb(pixels)).isEqualTo(expected);
        }
    }

    @Test
    void aLineIsResizedWhereTheLimitAllowsIt() throws Exception {
        byte[] line = Cv.plain(700, 1, 42).png();
        assertThat(rgb(line, DecodeMode.EXACT, IMAGENET)).containsOnly(42);
    }

    @Test
    void theArrayIsThePreprocessorsAndFilledAgainByTheNextCall() throws Exception {
        try (ImageDecoder decoder = new ImageDecoder(LIMITS, DecodeMode.EXACT, BUNDLED_MODEL)) {
            Preprocessor preprocessor = new Preprocessor(DecodeMode.EXACT, BUNDLED_MODEL);
            byte[] first = preprocessor.rgb(
                    decoder.decode(ByteBuffer.wrap(Cv.plain(40, 40, 1).png())));
            assertThat(first).hasSize(32 * 32 * 3).containsOnly(1);
            Pixels pixels = decoder.decode(ByteBuffer.wrap(Cv.plain(64, 40, 2).png()));
            assertThat(preprocessor.rgb(pixels)).isSameAs(first).containsOnly(2);
            preprocessor.close();
            preprocessor.close();
            assertThatIllegalStateException()
                    .isThrownBy(() -> preprocessor.rgb(pixels))
                    .withMessage("The preprocessor is closed.");
        }
    }

    private static byte[] photo(String name, int width, int height) {
        return Cv.decode(reference(name))
                .resized(width, height, opencv_imgproc.INTER_CUBIC)
                .jpeg(90);
    }

    private static double distance(byte[] file, ImageGeometry geometry) throws BadImageException {
        return distance(rgb(file, DecodeMode.EXACT, geometry), rgb(file, DecodeMode.FAST, geometry));
    }

    private static double distance(byte[] a, byte[] b) {
        assertThat(a).hasSameSizeAs(b);
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(Byte.toUnsignedInt(a[i]) - Byte.toUnsignedInt(b[i]));
        }
        return (double) sum / a.length;
    }

    private static byte[] rgb(byte[] file, DecodeMode mode, ImageGeometry geometry) throws BadImageException {
        try (ImageDecoder decoder = new ImageDecoder(LIMITS, mode, geometry);
                Preprocessor preprocessor = new Preprocessor(mode, geometry)) {
            return preprocessor.rgb(decoder.decode(ByteBuffer.wrap(file)));
        }
    }
}
