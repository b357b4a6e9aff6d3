package io.frametag.bench.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.bench.BenchFailure;
import io.frametag.image.ImageFormat;
import io.frametag.image.ImageHeader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SizedFramesTest {
    private static final Path PROJECT = Path.of("..");

    @ParameterizedTest
    @EnumSource
    void everySampleHasTheSize(FrameSize size) throws Exception {
        List<byte[]> jpegs = SizedFrames.jpegs(PROJECT, size);
        assertThat(jpegs).hasSizeGreaterThanOrEqualTo(12);
        for (byte[] jpeg : jpegs) {
            assertThat(ImageHeader.read(ByteBuffer.wrap(jpeg)))
                    .isEqualTo(new ImageHeader(ImageFormat.JPEG, size.width(), size.height()));
        }
    }

    @Test
    void twoRunsGiveTheSameBytes() throws Exception {
        List<byte[]> first = SizedFrames.jpegs(PROJECT, FrameSize.P480);
        assertThat(SizedFrames.jpegs(PROJECT, FrameSize.P480)).containsExactlyElementsOf(first);
        assertThat(first).doesNotHaveDuplicates();
    }

    /** A JPEG's frame header gives each component's sampling as two half-bytes: 2×2 for luma, 1×1 for chroma. */
    @Test
    void coloursAreAtHalfTheResolution() throws Exception {
        byte[] jpeg = SizedFrames.jpegs(PROJECT, FrameSize.P480).get(0);
        int frame = 0;
        while ((jpeg[frame] & 0xFF) != 0xFF || (jpeg[frame + 1] & 0xFF) != 0xC0) {
            frame++;
        }
        assertThat(new int[] {jpeg[frame + 11], jpeg[frame + 14], jpeg[frame + 17]})
                .containsExactly(0x22, 0x11, 0x11);
    }

    @Test
    void aFolderWithoutSamplesIsNamed(@TempDir Path project) throws Exception {
        Path samples = Files.createDirectories(project.resolve("deploy/local/frames"));
        assertThatThrownBy(() -> SizedFrames.jpegs(project, FrameSize.P480))
                .isInstanceOf(BenchFailure.class)
                .hasMessageContaining(samples.toString());
    }
}
