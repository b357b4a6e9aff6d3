package io.frametag.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.frametag.image.DecodeMode;
import io.frametag.image.ImageDecoder;
import io.frametag.image.ImageFormat;
import io.frametag.image.ImageGeometry;
import io.frametag.image.ImageLimits;
import io.frametag.image.Interpolation;
import io.frametag.image.PixelSize;
import io.frametag.image.Pixels;
import io.frametag.image.Preprocessor;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent is what the job's own decoder makes of it. */
class PictureEncoderTest {
    private static final ImageGeometry GEOMETRY = ImageGeometry.exact(new PixelSize(8, 8), Interpolation.LINEAR);
    private static final ImageLimits LIMITS = new ImageLimits(EnumSet.allOf(ImageFormat.class), 1 << 20, 1_000_000);
    private static final int BLUE = 40;
    private static final int GREEN = 90;
    private static final int RED = 200;

    @BeforeAll
    static void load() {
        Natives.load();
    }

    private static EncodedImage encoded(PictureEncoder encoder, int width, int height) {
        try (encoder;
                Scalar colour = new Scalar(BLUE, GREEN, RED, 0);
                Mat frame = new Mat(height, width, opencv_core.CV_8UC3, colour)) {
            return encoder.encode(frame);
        }
    }

    private static void requireColour(Pixels pixels, boolean grey) {
        try (Preprocessor preprocessor = new Preprocessor(DecodeMode.EXACT, GEOMETRY)) {
            byte[] rgb = preprocessor.rgb(pixels);
            // ITU-R BT.601.
            int luma = (int) Math.round(0.299 * RED + 0.587 * GREEN + 0.114 * BLUE);
            assertThat(rgb[0] & 0xff).isCloseTo(grey ? luma : RED, within(4));
            assertThat(rgb[1] & 0xff).isCloseTo(grey ? luma : GREEN, within(4));
            assertThat(rgb[2] & 0xff).isCloseTo(grey ? luma : BLUE, within(4));
        }
    }

    @Test
    void aJpegIsWhatTheJobReads() throws Exception {
        EncodedImage image = encoded(PictureEncoder.jpeg(95), 33, 17);
        assertThat(image.contentType()).isEqualTo("image/jpeg");
        assertThat(image.width()).isNull();
        try (ImageDecoder decoder = new ImageDecoder(LIMITS, DecodeMode.EXACT, GEOMETRY)) {
            Pixels pixels = decoder.decode(ByteBuffer.wrap(image.bytes()));
            assertThat(pixels.size()).isEqualTo(new PixelSize(33, 17));
            requireColour(pixels, false);
        }
    }

    @ParameterizedTest
    @CsvSource({"bgr24, 33, 17", "rgb24, 33, 17", "gray8, 33, 17", "i420, 32, 16", "i420, 33, 17"})
    void rawPixelsAreWhatTheJobReads(String format, int width, int height) throws Exception {
        EncodedImage image = encoded(PictureEncoder.raw(RawFormat.named(format)), width, height);
        assertThat(image.contentType()).isEqualTo("image/x-" + format);
        try (ImageDecoder decoder = new ImageDecoder(LIMITS, DecodeMode.EXACT, GEOMETRY)) {
            Pixels pixels = decoder.decode(
                    ByteBuffer.wrap(image.bytes()),
                    ImageFormat.raw(image.contentType()).orElseThrow(),
                    image.width(),
                    image.height(),
                    image.stride());
            assertThat(pixels.size())
                    .isEqualTo(format.equals("i420") ? new PixelSize(32, 16) : new PixelSize(width, height));
            requireColour(pixels, format.equals("gray8"));
        }
    }

    @Test
    void aBetterQualityHasMoreBytes() {
        // Noise, which compresses badly.
        try (Mat noise = new Mat(64, 64, opencv_core.CV_8UC3);
                Mat low = new Mat(1, 1, opencv_core.CV_64F, new Scalar(0.0));
                Mat high = new Mat(1, 1, opencv_core.CV_64F, new Scalar(255.0));
                PictureEncoder good = PictureEncoder.jpeg(95);
                PictureEncoder bad = PictureEncoder.jpeg(30)) {
            opencv_core.randu(noise, low, high);
            assertThat(good.encode(noise).bytes().length)
                    .isGreaterThan(2 * bad.encode(noise).bytes().length);
        }
    }
}
