package io.frametag.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.frametag.tools.FrameFolder;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    /** APP1: EXIF with nothing but orientation 6, which is to be turned clockwise. */
    private static final byte[] TURNED = {
        (byte) 0xff,
        (byte) 0xe1,
        0,
        34,
        'E',
        'x',
        'i',
        'f',
        0,
        0,
        'M',
        'M',
        0,
        42,
        0,
        0,
        0,
        8,
        0,
        1,
        1,
        18,
        0,
        3,
        0,
        0,
        0,
        1,
        0,
        6,
        0,
        0,
        0,
        0,
        0,
        0
    };

    @TempDir
    private Path folder;

    private static byte[] jpeg(int width, int height, int level) {
        Natives.load();
        try (Scalar grey = new Scalar(level, level, level, 0);
                Mat frame = new Mat(height, width, opencv_core.CV_8UC3, grey);
                PictureEncoder encoder = PictureEncoder.jpeg(95)) {
            return encoder.encode(frame).bytes();
        }
    }

    private FrameSource open(double fps) throws Exception {
        return Folder.of(FrameFolder.of(folder).frames(), fps).open(START, 0);
    }

    @Test
    void imagesOfAnySizeComeInTheOrderOfTheirNamesAndEvenlyInTime() throws Exception {
        Files.write(folder.resolve("b.jpg"), jpeg(17, 31, 200));
        Files.write(folder.resolve("a.jpg"), jpeg(101, 33, 50));
        Files.createDirectory(folder.resolve("c"));
        Files.write(folder.resolve("c/1.jpg"), jpeg(1, 1, 120));
        try (FrameSource source = open(3)) {
            assertThat(source.length()).isEqualTo(3);
            requireFrame(source, 101, 33, 50, Duration.ZERO);
            requireFrame(source, 17, 31, 200, Duration.ofNanos(333_333_000));
            requireFrame(source, 1, 1, 120, Duration.ofNanos(666_667_000));
            assertThat(source.next()).isEmpty();
        }
    }

    private static void requireFrame(FrameSource source, int width, int height, int level, Duration since)
            throws SourceException {
        Picture picture = source.next().orElseThrow();
        assertThat(picture.bgr().cols()).isEqualTo(width);
        assertThat(picture.bgr().rows()).isEqualTo(height);
        assertThat(Videos.mean(picture.bgr())).isCloseTo(level, within(3.0));
        assertThat(picture.captured()).isEqualTo(START.plus(since));
        assertThat(picture.shot()).isEmpty();
    }

    @Test
    void aPhotoIsTurnedUpright() throws Exception {
        byte[] lying = jpeg(40, 20, 100);
        ByteArrayOutputStream turned = new ByteArrayOutputStream();
        turned.write(lying, 0, 2);
        turned.write(TURNED);
        turned.write(lying, 2, lying.length - 2);
        Files.write(folder.resolve("a.jpg"), turned.toByteArray());
        try (FrameSource source = open(25)) {
            Mat upright = source.next().orElseThrow().bgr();
            assertThat(upright.cols()).isEqualTo(20);
            assertThat(upright.rows()).isEqualTo(40);
        }
    }

    @Test
    void aFileThatIsNoImageIsNamed() throws Exception {
        Files.writeString(folder.resolve("a.jpg"), "no image");
        Files.createFile(folder.resolve("b.png"));
        try (FrameSource source = open(25)) {
            assertThatThrownBy(source::next)
                    .isInstanceOf(SourceException.class)
                    .hasMessageEndingWith("a.jpg is no image that OpenCV can read: mend it or leave it out.");
        }
        Files.delete(folder.resolve("a.jpg"));
        try (FrameSource source = open(25)) {
            assertThatThrownBy(source::next).hasMessageContaining("b.png is no image");
        }
    }
}
