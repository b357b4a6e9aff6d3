package io.frametag.image;

import static io.frametag.image.ImageFiles.jpegClaiming;
import static io.frametag.image.ImageFiles.pngClaiming;
import static io.frametag.image.ImageFiles.reference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.frametag.image.BadImageException.Fault;
import io.frametag.natives.NoLeaks;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class ImageLimitsTest {
    private static final Set<ImageFormat> ALL = EnumSet.allOf(ImageFormat.class);
    private static final ImageGeometry GEOMETRY =
            ImageGeometry.shortSide(256, Interpolation.LINEAR, new PixelSize(224, 224));
    private static final long MEBIBYTE = 1 << 20;

    @Test
    void aWrongLimitIsNamedWithItsValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageLimits(Set.of(), 1, 1))
                .withMessage("No image format is allowed: name at least one.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageLimits(ALL, 0, 1))
                .withMessage("The limit of bytes must be at least 1, but is 0.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageLimits(ALL, 1, -5))
                .withMessage("The limit of pixels must be from 1 to 1073741824, but is -5.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageLimits(ALL, 1, (1L << 30) + 1))
                .withMessageContaining("1073741825");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageLimits(ALL, 1, 1, 0))
                .withMessage("The limit of pixels a byte must be at least 1, but is 0.");
    }

    @Test
    void theAllowListIsACopy() {
        Set<ImageFormat> formats = EnumSet.of(ImageFormat.PNG);
        ImageLimits limits = new ImageLimits(formats, 1, 1);
        formats.add(ImageFormat.JPEG);
        assertThat(limits.allowed()).containsExactly(ImageFormat.PNG);
    }

    @Test
    void aFileAtTheLimitsPassesAndOneBeyondDoesNot() throws Exception {
        byte[] file = reference("drawn-641x479-444.jpg");
        long pixels = 641 * 479;
        assertThat(new ImageLimits(ALL, file.length, pixels).admit(ByteBuffer.wrap(file), GEOMETRY))
                .isEqualTo(new ImageHeader(ImageFormat.JPEG, 641, 479));
        assertRejected(
                new ImageLimits(ALL, file.length - 1, pixels),
                file,
                Fault.TOO_MANY_BYTES,
                "The image has 101545 bytes, and the limit is 101544.");
        assertRejected(
                new ImageLimits(ALL, file.length, pixels - 1),
                file,
                Fault.TOO_MANY_PIXELS,
                "The image claims 641×479 pixels, and the limit is 307038.");
        assertRejected(
                new ImageLimits(EnumSet.of(ImageFormat.PNG), file.length, pixels),
                file,
                Fault.FORMAT_NOT_ALLOWED,
                "The image is JPEG, and allowed is only [PNG].");
    }

    @Test
    void aLargeImageOfFewBytesIsABombAndASmallOneIsOneColour() throws Exception {
        ImageLimits limits = new ImageLimits(ALL, 1 << 20, 50_000_000, 1_000);
        byte[] bomb = pngClaiming(5_000, 5_000);
        assertRejected(
                limits,
                bomb,
                Fault.TOO_MANY_PIXELS_A_BYTE,
                "The image claims 5000×5000 pixels in " + bomb.length + " bytes, and the limit is 1000 pixels a byte.");
        assertThat(limits.admit(ByteBuffer.wrap(pngClaiming(2_048, 2_048)), GEOMETRY)
                        .width())
                .isEqualTo(2_048);
        byte[] padded = ImageFiles.join(bomb, new byte[25_000 - bomb.length]);
        assertThat(padded).hasSize(25_000);
        assertRejected(
                limits,
                Arrays.copyOf(padded, 24_999),
                Fault.TOO_MANY_PIXELS_A_BYTE,
                "The image claims 5000×5000 pixels in 24999 bytes, and the limit is 1000 pixels a byte.");
        assertThat(limits.admit(ByteBuffer.wrap(padded), GEOMETRY).width()).isEqualTo(5_000);
    }

    @Test
    void aLineThatWouldBeResizedToGigabytesIsRejected() {
        assertRejected(
                new ImageLimits(ALL, 1 << 20, 50_000_000),
                jpegClaiming(65_000, 1),
                Fault.TOO_MANY_PIXELS,
                "The image of 65000×1 would be resized to 16640000×256 pixels, and the limit is 50000000.");
    }

    @Test
    void aBombIsRejectedBeforeAnythingIsAllocated() {
        ImageLimits limits = new ImageLimits(ALL, 1 << 20, 50_000_000);
        for (DecodeMode mode : DecodeMode.values()) {
            try (ImageDecoder decoder = new ImageDecoder(limits, mode, GEOMETRY)) {
                long before = Pointer.physicalBytes();
                for (byte[] bomb : new byte[][] {pngClaiming(30_000, 30_000), jpegClaiming(30_000, 30_000)}) {
                    assertThatExceptionOfType(BadImageException.class)
                            .isThrownBy(() -> decoder.decode(ByteBuffer.wrap(bomb)))
                            .withMessage("The image claims 30000×30000 pixels, and the limit is 50000000.")
                            .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.TOO_MANY_PIXELS));
                }
                assertThat(decoder.nativeBytes()).isZero();
                // The pixels would be 2.7 GB; the margin is for the rest of the JVM.
                assertThat(Pointer.physicalBytes() - before).isLessThan(64 * MEBIBYTE);
            }
        }
    }

    private static void assertRejected(ImageLimits limits, byte[] file, Fault fault, String sentence) {
        assertThatExceptionOfType(BadImageException.class)
                .isThrownBy(() -> limits.admit(ByteBuffer.wrap(file), GEOMETRY))
                .withMessage(sentence)
                .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
    }
}
