package io.frametag.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordedVideoTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(Videos.Kind.class)
    void everyFrameComesInOrderWithItsTime(Videos.Kind kind) throws Exception {
        assumeThat(kind.canBeEncoded()).as("this FFmpeg encodes %s", kind).isTrue();
        Path file = Videos.encode(folder, kind, 25);
        Recording recording = RecordedVideo.at(SourceAddress.of(file.toString()), said::add);
        List<Instant> times = new ArrayList<>();
        try (FrameSource source = recording.open(START, 0)) {
            assertThat(source.length()).isBetween(24L, 26L);
            for (Optional<Picture> next = source.next(); next.isPresent(); next = source.next()) {
                assertThat(next.get().bgr().cols()).isEqualTo(Videos.WIDTH);
                assertThat(next.get().bgr().rows()).isEqualTo(Videos.HEIGHT);
                assertThat(Videos.mean(next.get().bgr()))
                        .as("frame %d", times.size())
                        .isCloseTo(Videos.level(times.size()), within(6.0));
                times.add(next.get().captured());
            }
        }
        assertThat(times).hasSize(25);
        assertThat(said).isEmpty();
        for (int n = 0; n < times.size(); n++) {
            // WebM and Matroska keep milliseconds.
            assertThat(Duration.between(START, times.get(n)).toMillis()).isCloseTo(n * 40L, within(1L));
        }
        assertThat(recording.duration()).isBetween(Duration.ofMillis(900), Duration.ofMillis(1100));
    }

    /** There is no encoder for it in an LGPL build, and so no file to try. */
    @Test
    void hevcHasADecoder() {
        Natives.load();
        assertThat(avcodec.avcodec_find_decoder(avcodec.AV_CODEC_ID_HEVC)).isNotNull();
    }

    @Test
    void thisFfmpegHasNoGplParts() {
        assertThat(avutil.avutil_license().getString()).startsWith("LGPL");
        assertThat(avcodec.avcodec_configuration().getString()).doesNotContain("--enable-gpl", "--enable-nonfree");
    }

    /** Held upright, a telephone stores its pictures lying, and that they are to be turned clockwise. */
    @Test
    void aVideoIsTurnedAsItsTelephoneWasHeld() throws Exception {
        Natives.load();
        Path file = folder.resolve("phone.mp4");
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toString(), 64, 48);
                Frame lying = new Frame(64, 48, Frame.DEPTH_UBYTE, 3)) {
            recorder.setVideoCodecName("mpeg4");
            recorder.setFrameRate(25);
            // Counterclockwise.
            recorder.setDisplayRotation(-90);
            recorder.start();
            ByteBuffer pixels = (ByteBuffer) lying.image[0];
            for (int at = 0; at < pixels.capacity(); at++) {
                pixels.put(at, (byte) (at % lying.imageStride < lying.imageStride / 2 ? 230 : 20));
            }
            recorder.record(lying);
        }
        try (FrameSource source = RecordedVideo.at(SourceAddress.of(file.toString()), said::add)
                        .open(START, 0);
                Mat upright = source.next().orElseThrow().bgr().clone();
                Mat top = upright.rowRange(0, 28);
                Mat bottom = upright.rowRange(36, 64)) {
            assertThat(upright.cols()).isEqualTo(48);
            assertThat(upright.rows()).isEqualTo(64);
            assertThat(Videos.mean(top)).isGreaterThan(200);
            assertThat(Videos.mean(bottom)).isLessThan(50);
        }
    }

    @Test
    void whatIsNoVideoIsSaid() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.mp4"), "Not a video at all.", StandardCharsets.UTF_8);
        assertThatThrownBy(() -> RecordedVideo.at(SourceAddress.of(text.toString()), said::add)
                        .open(START, 0))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith(text + " is no video that FFmpeg can read (")
                .hasMessageEndingWith(").");
    }

    @Test
    void soundAloneIsNoVideo() throws Exception {
        Natives.load();
        Path sound = folder.resolve("sound.wav");
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(sound.toString(), 1);
                Frame samples = new Frame()) {
            recorder.setAudioCodec(avcodec.AV_CODEC_ID_PCM_S16LE);
            recorder.setSampleRate(8000);
            recorder.start();
            samples.sampleRate = 8000;
            samples.audioChannels = 1;
            samples.samples = new java.nio.Buffer[] {java.nio.ShortBuffer.allocate(8000)};
            recorder.record(samples);
        }
        assertThatThrownBy(() -> RecordedVideo.at(SourceAddress.of(sound.toString()), said::add)
                        .open(START, 0))
                .isInstanceOf(SourceException.class)
                .hasMessage("There is no video in " + sound + ".");
    }

    @Test
    void aVideoThatIsCutShortGivesWhatItHasAndItIsSaid() throws Exception {
        Path file = Videos.encode(folder, Videos.Kind.MJPEG_IN_MKV, 100);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
        int frames = 0;
        try (FrameSource source =
                RecordedVideo.at(SourceAddress.of(file.toString()), said::add).open(START, 0)) {
            while (source.next().isPresent()) {
                frames++;
            }
        }
        assertThat(frames).isBetween(20, 80);
        assertThat(said).singleElement().asString().contains("video.mkv ended ", "it is cut short");
    }
}
