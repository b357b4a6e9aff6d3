package io.frametag.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frametag.natives.NoLeaks;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against Pillow itself: {@code reference/make.py} made the pictures whose hashes are expected. */
@ExtendWith(NoLeaks.class)
class PillowResizeTest {
    private static final ImageLimits LIMITS = new ImageLimits(EnumSet.allOf(ImageFormat.class), 64 << 20, 50_000_000);
    private static final ImageGeometry TIMM = geometry(
            new Resize.TruncatedShortSide(256), Interpolation.CUBIC, new PixelSize(224, 224), CropOffset.ROUNDED);

    @ParameterizedTest
    @MethodSource("cases")
    void thePictureIsPillowsToTheBit(JsonNode wanted) throws Exception {
        int width = wanted.get("width").asInt();
        int height = wanted.get("height").asInt();
        byte[] frame = noise(width, height, wanted.get("seed").asInt());

        byte[] rgb = rgb(frame, width, height, geometry(wanted));

        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(rgb)))
                .as("%s", wanted)
                .isEqualTo(wanted.get("sha256").asText());
    }

    static List<JsonNode> cases() throws Exception {
        try (InputStream in = PillowResizeTest.class.getResourceAsStream("/io/frametag/reference/resizes.json")) {
            List<JsonNode> cases = new ArrayList<>();
            new ObjectMapper().readTree(in).forEach(cases::add);
            assertThat(cases).hasSize(81);
            return cases;
        }
    }

    @Test
    void oneResizeServesImagesOfManySizes() throws Exception {
        List<JsonNode> cases = cases();
        ImageGeometry geometry = geometry(cases.get(0));
        try (ImageDecoder decoder = new ImageDecoder(LIMITS, DecodeMode.EXACT, geometry);
                Preprocessor preprocessor = new Preprocessor(DecodeMode.EXACT, geometry)) {
            for (int[] size : new int[][] {{640, 480}, {40, 40}, {641, 479}, {640, 480}}) {
                byte[] frame = noise(size[0], size[1], 7);
                Pixels pixels =
                        decoder.decode(ByteBuffer.wrap(frame), ImageFormat.RGB24, size[0], size[1], /* stride= */ null);
                assertThat(preprocessor.rgb(pixels)).isEqualTo(rgb(frame, size[0], size[1], geometry));
            }
        }
    }

    /** torchvision's {@code int(256 * long / short)} and {@code int(round((h - 224) / 2.0))}. */
    @Test
    void sizesAndCropsAreTorchvisions() {
        assertThat(TIMM.resized(new PixelSize(641, 479))).isEqualTo(new PixelSize(342, 256));
        assertThat(TIMM.resized(new PixelSize(333, 777))).isEqualTo(new PixelSize(256, 597));
        // 59.0, 59.5 and 60.5: halves go to the even neighbour.
        assertThat(TIMM.cropX(new PixelSize(342, 256))).isEqualTo(59);
        assertThat(TIMM.cropX(new PixelSize(343, 256))).isEqualTo(60);
        assertThat(TIMM.cropX(new PixelSize(345, 256))).isEqualTo(60);
        assertThat(TIMM.resized(new PixelSize(1, Integer.MAX_VALUE)).height()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void everyShortSideReachesItsTarget() {
        Resize resize = new Resize.TruncatedShortSide(256);
        for (int side = 1; side <= 20_000; side++) {
            assertThat(resize.of(new PixelSize(side, side + 1)).width()).isEqualTo(256);
        }
    }

    /** As Pillow's own {@code reducing_gap} of 2 has it. */
    @Test
    void fastModeDecodesNoLessThanTwiceWhatThePictureNeeds() {
        assertThat(TIMM.smallestDecoding(new PixelSize(1280, 720))).isEqualTo(new PixelSize(910, 512));
        assertThat(columns(1280, 720)).isEqualTo(1280);
        assertThat(columns(1920, 1080)).isEqualTo(960);
        assertThat(columns(3840, 2160)).isEqualTo(960);
    }

    private static int columns(int width, int height) {
        byte[] photo = Cv.decode(ImageFiles.reference("cat-chelsea.jpg"))
                .resized(width, height, opencv_imgproc.INTER_CUBIC)
                .jpeg(90);
        try (ImageDecoder decoder = new ImageDecoder(LIMITS, DecodeMode.FAST, TIMM)) {
            return decoder.decode(ByteBuffer.wrap(photo)).bgr().cols();
        } catch (BadImageException e) {
            throw new AssertionError(e);
        }
    }

    /** As a mean of |Δ| out of 255. Measured: 0.25 for the cat, 0.36 for the moose. */
    @Test
    void fastModeStaysNearTheExactMode() throws Exception {
        for (String name : List.of("cat-chelsea.jpg", "deer-moose.jpg")) {
            byte[] photo = Cv.decode(ImageFiles.reference(name))
                    .resized(1920, 1080, opencv_imgproc.INTER_CUBIC)
                    .jpeg(90);
            assertThat(distance(decoded(photo, DecodeMode.EXACT), decoded(photo, DecodeMode.FAST)))
                    .isBetween(0.01, 0.4);
        }
    }

    @Test
    void whatPillowDoesNotHaveIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> geometry(
                        new Resize.TruncatedShortSide(8), Interpolation.AREA, new PixelSize(8, 8), CropOffset.ROUNDED))
                .withMessage("Pillow's AREA is not supported.");
    }

    /** A million rows: what is held is one of them. */
    @Test
    void aLineTakesNoMoreMemoryThanItsPicture() throws Exception {
        ImageGeometry squash = geometry(
                new Resize.Exact(new PixelSize(224, 224)),
                Interpolation.CUBIC,
                new PixelSize(224, 224),
                CropOffset.ROUNDED);
        assertThat(rgb(Cv.plain(2, 1_000_000, 42).bytes(), 2, 1_000_000, squash))
                .containsOnly(42);
    }

    private static byte[] decoded(byte[] file, DecodeMode mode) throws BadImageException {
        try (ImageDecoder decoder = new ImageDecoder(LIMITS, mode, TIMM);
                Preprocessor preprocessor = new Preprocessor(mode, TIMM)) {
            return preprocessor.rgb(decoder.decode(ByteBuffer.wrap(file)));
        }
    }

    private static double distance(byte[] a, byte[] b) {
        assertThat(a).hasSameSizeAs(b);
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(Byte.toUnsignedInt(a[i]) - Byte.toUnsignedInt(b[i]));
        }
        return (double) sum / a.length;
    }

    private static byte[] rgb(byte[] frame, int width, int height, ImageGeometry geometry) throws BadImageException {
        try (ImageDecoder decoder = new ImageDecoder(LIMITS, DecodeMode.EXACT, geometry);
                Preprocessor preprocessor = new Preprocessor(DecodeMode.EXACT, geometry)) {
            return preprocessor
                    .rgb(decoder.decode(ByteBuffer.wrap(frame), ImageFormat.RGB24, width, height, /* stride= */ null))
                    .clone();
        }
    }

    private static ImageGeometry geometry(JsonNode wanted) {
        Resize resize = wanted.get("exact").isNull()
                ? new Resize.TruncatedShortSide(wanted.get("short").asInt())
                : new Resize.Exact(size(wanted.get("exact")));
        Interpolation interpolation = switch (wanted.get("resample").asInt()) {
            case 1 -> Interpolation.LANCZOS;
            case 2 -> Interpolation.LINEAR;
            default -> Interpolation.CUBIC;
        };
        return geometry(
                resize,
                interpolation,
                size(wanted.get("crop")),
                wanted.get("rounded").asBoolean() ? CropOffset.ROUNDED : CropOffset.FLOORED);
    }

    private static ImageGeometry geometry(
            Resize resize, Interpolation interpolation, PixelSize output, CropOffset offset) {
        return new ImageGeometry(resize, interpolation, output, Resampler.PILLOW, offset);
    }

    private static PixelSize size(JsonNode sides) {
        return new PixelSize(sides.get(0).asInt(), sides.get(1).asInt());
    }

    /** The generator of the script. */
    private static byte[] noise(int width, int height, int seed) {
        byte[] values = new byte[3 * width * height];
        long state = seed;
        for (int i = 0; i < values.length; i++) {
            state = (1103515245 * state + 12345) & 0x7FFFFFFF;
            int value = (int) (state >> 16) & 0xFF;
            values[i] = (byte) (seed % 3 != 0 ? value : value > 127 ? 255 : 0);
        }
        return values;
    }
}
