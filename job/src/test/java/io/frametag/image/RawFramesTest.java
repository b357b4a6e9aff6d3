package io.frametag.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.frametag.image.BadImageException.Fault;
import io.frametag.natives.NoLeaks;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(NoLeaks.class)
class RawFramesTest {
    private static final ImageLimits LIMITS = new ImageLimits(EnumSet.allOf(ImageFormat.class), 1 << 20, 1_000_000);
    private static final ImageGeometry GEOMETRY = ImageGeometry.shortSide(8, Interpolation.LINEAR, new PixelSize(8, 8));
    private static final int WIDTH = 20;
    private static final int HEIGHT = 12;

    @ParameterizedTest
    @CsvSource({"RGB24, 60", "RGB24, 64", "BGR24, 60", "BGR24, 77", "GRAY8, 20", "GRAY8, 32"})
    void pixelsAreTakenOverRowByRow(ImageFormat format, int stride) throws Exception {
        byte[] frame = noise(stride * HEIGHT);
        byte[] expected = new byte[WIDTH * HEIGHT * 3];
        int samples = format == ImageFormat.GRAY8 ? 1 : 3;
        for (int i = 0; i < expected.length; i++) {
            int pixel = i / 3;
            int channel = format == ImageFormat.RGB24 ? 2 - i % 3 : i % 3;
            expected[i] = frame[pixel / WIDTH * stride + pixel % WIDTH * samples + (samples == 1 ? 0 : channel)];
        }
        assertThat(decoded(frame, RawLayout.of(format, WIDTH, HEIGHT, stride))).isEqualTo(expected);
    }

    /** ITU-R BT.601-7, section 2.5.3, with Y from 16 to 235 and colour differences from 16 to 240. */
    @ParameterizedTest
    @CsvSource({"NV12, 20", "NV12, 32", "I420, 20", "I420, 48"})
    void colourDifferencesAreThoseOfTheirFourPixels(ImageFormat format, int stride) throws Exception {
        byte[] frame = new byte[stride * HEIGHT * 3 / 2];
        Random random = new Random(3);
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (byte) (60 + random.nextInt(130));
        }
        byte[] bgr = decoded(frame, RawLayout.of(format, WIDTH, HEIGHT, stride));
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int chroma = stride * HEIGHT;
                boolean nv12 = format == ImageFormat.NV12;
                int u = nv12 ? chroma + y / 2 * stride + x / 2 * 2 : chroma + y / 2 * (stride / 2) + x / 2;
                int v = nv12 ? u + 1 : u + stride / 2 * (HEIGHT / 2);
                double luma = 255 / 219.0 * (unsigned(frame, y * stride + x) - 16);
                double blue = 255 / 224.0 * (unsigned(frame, u) - 128);
                double red = 255 / 224.0 * (unsigned(frame, v) - 128);
                int at = 3 * (y * WIDTH + x);
                assertChannel(bgr, at, luma + 1.772 * blue);
                assertChannel(bgr, at + 1, luma - 0.344136 * blue - 0.714136 * red);
                assertChannel(bgr, at + 2, luma + 1.402 * red);
            }
        }
    }

    private static void assertChannel(byte[] bgr, int at, double expected) {
        assertThat((double) unsigned(bgr, at)).isCloseTo(Math.max(0, Math.min(255, expected)), within(1.5));
    }

    @ParameterizedTest
    @EnumSource(names = {"RGB24", "BGR24", "GRAY8", "NV12", "I420"})
    void theLastRowMayComeWithoutItsFilling(ImageFormat format) throws Exception {
        RawLayout layout = RawLayout.of(format, WIDTH, HEIGHT, 64);
        int whole = layout.planes().stream()
                .mapToInt(plane -> plane.rows() * plane.stride())
                .sum();
        RawLayout.Plane last = layout.planes().get(layout.planes().size() - 1);
        byte[] frame = noise(whole);
        byte[] unfilled = Arrays.copyOf(frame, whole - last.stride() + last.rowBytes());
        assertThat(decoded(unfilled, layout)).isEqualTo(decoded(frame, layout));
        assertFault(Fault.TRUNCATED, Arrays.copyOf(unfilled, unfilled.length - 1), layout);
        assertFault(Fault.UNDECODABLE, Arrays.copyOf(frame, whole + 1), layout);
        assertFault(Fault.EMPTY, new byte[0], layout);
    }

    @Test
    void whatTheProducerHasToSayIsAskedFor() {
        assertUnusable("needs its width and height", ImageFormat.RGB24, null, 5, null);
        assertUnusable("has null and 0", ImageFormat.RGB24, null, 0, null);
        assertUnusable("even width and height, and not 5×4", ImageFormat.NV12, 5, 4, null);
        assertUnusable("even stride, and not 7", ImageFormat.I420, 4, 4, 7);
        assertUnusable("has 12 bytes, which its stride of 11", ImageFormat.BGR24, 4, 4, 11);
        assertThatExceptionOfType(BadImageException.class)
                .isThrownBy(() -> RawLayout.of(ImageFormat.GRAY8, 4, 4, Integer.MAX_VALUE))
                .withMessage("A frame of 4×4 with a stride of 2147483647 would have 8589934588 bytes.")
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.TOO_MANY_PIXELS));
    }

    @Test
    void aFormatThatIsNotAllowedIsNotAskedForItsSize() {
        ImageLimits onlyJpeg = new ImageLimits(Set.of(ImageFormat.JPEG), 100, 64);
        try (ImageDecoder decoder = new ImageDecoder(onlyJpeg, DecodeMode.FAST, GEOMETRY)) {
            assertThatExceptionOfType(BadImageException.class)
                    .isThrownBy(() -> decoder.decode(ByteBuffer.wrap(new byte[1]), ImageFormat.NV12, null, null, null))
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.FORMAT_NOT_ALLOWED));
            assertThatExceptionOfType(BadImageException.class)
                    .isThrownBy(() -> decoder.decode(ByteBuffer.wrap(new byte[0]), ImageFormat.NV12, null, null, null))
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.EMPTY));
        }
    }

    @Test
    void aRawFrameIsHeldToTheLimitsToo() throws Exception {
        ImageLimits limits = new ImageLimits(Set.of(ImageFormat.GRAY8), 100, 64);
        try (ImageDecoder decoder = new ImageDecoder(limits, DecodeMode.FAST, GEOMETRY)) {
            assertFault(decoder, Fault.FORMAT_NOT_ALLOWED, new byte[12], RawLayout.of(ImageFormat.RGB24, 2, 2, null));
            assertFault(decoder, Fault.TOO_MANY_BYTES, new byte[101], RawLayout.of(ImageFormat.GRAY8, 8, 8, null));
            assertFault(decoder, Fault.TOO_MANY_PIXELS, new byte[65], RawLayout.of(ImageFormat.GRAY8, 13, 5, null));
            assertThat(decoder.decode(ByteBuffer.wrap(new byte[64]), ImageFormat.GRAY8, 8, 8, null)
                            .size())
                    .isEqualTo(new PixelSize(8, 8));
        }
    }

    @Test
    void onlyMediaTypesOfFormatsWithoutAHeaderAreRaw() {
        assertThat(ImageFormat.raw("image/x-nv12")).contains(ImageFormat.NV12);
        assertThat(ImageFormat.raw("Image/X-NV12; width=5")).contains(ImageFormat.NV12);
        assertThat(ImageFormat.raw("image/x-icon")).isEmpty();
        assertThat(ImageFormat.raw("image/jpeg")).isEmpty();
        assertThat(ImageFormat.raw("")).isEmpty();
    }

    private static byte[] decoded(byte[] frame, RawLayout layout) throws BadImageException {
        try (ImageDecoder decoder = new ImageDecoder(LIMITS, DecodeMode.FAST, GEOMETRY)) {
            ByteBuffer padded =
                    ByteBuffer.allocate(frame.length + 9).position(4).put(frame);
            padded.position(4).limit(4 + frame.length);
            Pixels pixels = decode(decoder, padded.asReadOnlyBuffer(), layout);
            assertThat(pixels.integrity()).isEqualTo(Integrity.WHOLE);
            return Cv.Bgr.of(pixels.bgr()).bytes();
        }
    }

    private static Pixels decode(ImageDecoder decoder, ByteBuffer frame, RawLayout layout) throws BadImageException {
        return decoder.decode(frame, layout.format(), layout.width(), layout.height(), layout.stride());
    }

    private static void assertFault(Fault fault, byte[] frame, RawLayout layout) {
        try (ImageDecoder decoder = new ImageDecoder(LIMITS, DecodeMode.FAST, GEOMETRY)) {
            assertFault(decoder, fault, frame, layout);
        }
    }

    private static void assertFault(ImageDecoder decoder, Fault fault, byte[] frame, RawLayout layout) {
        assertThatExceptionOfType(BadImageException.class)
                .isThrownBy(() -> decode(decoder, ByteBuffer.wrap(frame), layout))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
    }

    private static void assertUnusable(
            String sentence, ImageFormat format, Integer width, Integer height, Integer stride) {
        assertThatExceptionOfType(BadImageException.class)
                .isThrownBy(() -> RawLayout.of(format, width, height, stride))
                .withMessageContaining(sentence)
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.UNDECODABLE));
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }

    private static int unsigned(byte[] bytes, int at) {
        return Byte.toUnsignedInt(bytes[at]);
    }
}
