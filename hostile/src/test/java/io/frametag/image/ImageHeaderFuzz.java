package io.frametag.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.frametag.faults.Project;
import io.frametag.hostile.fuzz.Cost;
import io.frametag.hostile.image.FrameFormat;
import io.frametag.hostile.image.Picture;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read of a file before its pixels: format, header, limits. */
class ImageHeaderFuzz {
    private static final ImageLimits LIMITS = new ImageLimits(EnumSet.allOf(ImageFormat.class), 1 << 20, 25_000_000);
    private static final List<ImageGeometry> GEOMETRIES = List.of(
            ImageGeometry.shortSide(256, Interpolation.LINEAR, new PixelSize(224, 224)),
            ImageGeometry.shortSide(32, Interpolation.AREA, new PixelSize(32, 32)),
            ImageGeometry.exact(new PixelSize(999_999_999, 1), Interpolation.LINEAR));

    private static final int STRETCHED_BYTES = 64 << 10;
    /** Messages, and the few bytes that they show. */
    private static final int BYTES_A_BYTE = 16;

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10s")
    void onlyImagesWithinTheLimitsAreAdmitted(@NotNull byte[] file) throws Exception {
        Cost.bounded(file.length, BYTES_A_BYTE, () -> admit(file));
        byte[] stretched = stretched(file);
        Cost.bounded(stretched.length, BYTES_A_BYTE, () -> header(ByteBuffer.wrap(stretched)));
    }

    private static void admit(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        ImageHeader read = header(bytes);
        assertThat(bytes.position()).isZero();
        assertThat(bytes.limit()).isEqualTo(file.length);
        // As a part of something larger, and not to be written to.
        ByteBuffer within = ByteBuffer.allocate(file.length + 14)
                .position(7)
                .put(file)
                .flip()
                .position(7);
        assertThat(header(within.asReadOnlyBuffer())).isEqualTo(read);

        for (ImageGeometry geometry : GEOMETRIES) {
            ImageHeader admitted = admitted(bytes, geometry);
            if (admitted != null) {
                assertThat(admitted).isEqualTo(read);
                assertThat(admitted.width()).isPositive();
                assertThat(admitted.height()).isPositive();
                PixelSize upright = new PixelSize(admitted.uprightWidth(), admitted.uprightHeight());
                assertThat(upright.pixels()).isLessThanOrEqualTo(LIMITS.maxPixels());
                assertThat(geometry.resized(upright).pixels()).isLessThanOrEqualTo(LIMITS.maxPixels());
                assertThat(file.length).isLessThanOrEqualTo(LIMITS.maxBytes());
            }
        }
    }

    /** @return null for a file that is refused, with one sentence */
    private static ImageHeader header(ByteBuffer bytes) {
        try {
            return ImageHeader.read(bytes);
        } catch (BadImageException e) {
            assertThat(e.getMessage()).endsWith(".").doesNotContainPattern("\\p{Cntrl}");
            return null;
        }
    }

    private static ImageHeader admitted(ByteBuffer bytes, ImageGeometry geometry) {
        try {
            return LIMITS.admit(bytes, geometry);
        } catch (BadImageException e) {
            assertThat(e.getMessage()).endsWith(".").doesNotContainPattern("\\p{Cntrl}");
            return null;
        }
    }

    /** The file's first part, as long as its last byte says, and the rest of it again and again. */
    private static byte[] stretched(byte[] file) {
        if (file.length == 0) {
            return file;
        }
        int head = Math.min(Byte.toUnsignedInt(file[file.length - 1]), file.length - 1);
        byte[] stretched = Arrays.copyOf(file, STRETCHED_BYTES);
        for (int at = file.length; at < stretched.length; at++) {
            stretched[at] = stretched[at - (file.length - head)];
        }
        return stretched;
    }

    static Stream<byte[]> seeds() throws Exception {
        Path photo = Project.folder().resolve("deploy/local/frames/ship-yacht.jpg");
        Picture picture = Picture.of(photo, 16, 12);
        return Arrays.stream(FrameFormat.values())
                .map(format -> format.encode(picture).bytes());
    }
}
