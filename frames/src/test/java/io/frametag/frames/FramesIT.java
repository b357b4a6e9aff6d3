package io.frametag.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frametag.local.EmbeddedKafka;
import io.frametag.schema.EpochMicros;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.tools.ExitCodes;
import io.frametag.tools.FrameProducer;
import io.frametag.tools.Frametag;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command against a real broker. */
@Timeout(120)
class FramesIT {
    private static final String START = "2026-11-24T10:00:00Z";
    private static EmbeddedKafka kafka;

    @TempDir
    private Path folder;

    private String topic;
    private final StringWriter err = new StringWriter();
    private final CommandLine commandLine = Frametag.commandLine()
            .addSubcommand(new Frames())
            .setErr(new PrintWriter(err))
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));

    /** As it was sent. */
    private record Received(String key, long timestamp, ImageEvent event) {}

    @BeforeAll
    static void startKafka() throws Exception {
        kafka = EmbeddedKafka.start(FrameProducer.maxMessageBytes(4 << 20));
    }

    @AfterAll
    static void closeKafka() {
        kafka.close();
    }

    @BeforeEach
    void createTopic(TestInfo test) throws Exception {
        topic = test.getTestMethod().orElseThrow().getName();
        if (test.getDisplayName().startsWith(topic)) {
            kafka.createTopic(topic, 1, Map.of());
        }
    }

    private int frames(String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("frames", "--bootstrap-servers", kafka.bootstrapServers(), "--topic", topic));
        arguments.addAll(List.of(options));
        return commandLine.execute(arguments.toArray(String[]::new));
    }

    private void send(String... options) {
        assertThat(frames(options)).as(err.toString()).isEqualTo(ExitCodes.OK);
    }

    private List<Received> received() throws Exception {
        SingleObjectCodec<ImageEvent> codec = SingleObjectCodec.imageEvents();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            List<Received> received = new ArrayList<>();
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    received.add(new Received(
                            new String(record.key(), StandardCharsets.UTF_8),
                            record.timestamp(),
                            codec.decode(record.value(), null)));
                }
            }
            return received;
        }
    }

    private static double level(ImageEvent event) {
        byte[] bytes = ((ByteBuffer) event.getPayload()).array();
        try (BytePointer jpeg = new BytePointer(bytes);
                Mat file = new Mat(1, bytes.length, opencv_core.CV_8UC1, jpeg);
                Mat bgr = opencv_imgcodecs.imdecode(file, opencv_imgcodecs.IMREAD_COLOR)) {
            return Videos.mean(bgr);
        }
    }

    private static List<Long> millis(List<Received> received) {
        return received.stream()
                .map(r -> r.timestamp() - Instant.parse(START).toEpochMilli())
                .toList();
    }

    @Test
    void aVideoIsSentInOrderWithItsCaptureTimes() throws Exception {
        Path video = Videos.encode(folder, Videos.Kind.MJPEG_IN_AVI, 25);
        send(video.toString(), "--speed", "max", "--start-time", START, "--stream", "door");
        List<Received> received = received();
        assertThat(received).hasSize(25);
        for (int n = 0; n < 25; n++) {
            Received one = received.get(n);
            assertThat(one.key()).isEqualTo("door");
            assertThat(one.timestamp()).isEqualTo(one.event().getCapturedAt().toEpochMilli());
            assertThat(one.event().getCapturedAt())
                    .isEqualTo(Instant.parse(START).plusMillis(40L * n));
            assertThat(one.event().getSequence()).isEqualTo(n);
            assertThat(one.event().getContentType()).isEqualTo("image/jpeg");
            assertThat(level(one.event())).isCloseTo(Videos.level(n), within(6.0));
        }
        assertThat(err.toString())
                .contains("Sending frames of " + video + " as stream door to " + topic + " at ")
                .contains("Frames read 25, events sent 25, skipped 0, dropped 0, reconnects 0");
    }

    @Test
    void framesAreThinnedOut() throws Exception {
        Path video = Videos.encode(folder, Videos.Kind.MJPEG_IN_AVI, 25);
        send(video.toString(), "--speed", "max", "--start-time", START, "--fps", "10");
        assertThat(millis(received())).containsExactly(0L, 120L, 200L, 320L, 400L, 520L, 600L, 720L, 800L, 920L);
        assertThat(err.toString()).contains("Frames read 25, events sent 10, skipped 15,");
    }

    @Test
    void everyNthAndAtMostSoMany() throws Exception {
        Path video = Videos.encode(folder, Videos.Kind.MPEG4_IN_MP4, 25);
        send(video.toString(), "--speed", "max", "--start-time", START, "--every-nth", "4", "--max-frames", "5");
        List<Received> received = received();
        assertThat(millis(received)).containsExactly(0L, 160L, 320L, 480L, 640L);
        assertThat(received.stream().map(r -> r.event().getSequence())).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    /** Each frame is 8 levels lighter than the one before. */
    @Test
    void framesThatLookTheSameAreSkipped() throws Exception {
        Path video = Videos.encode(folder, Videos.Kind.MJPEG_IN_AVI, 25);
        send(video.toString(), "--speed", "max", "--start-time", START, "--scene-change", "20");
        assertThat(millis(received())).containsExactly(0L, 120L, 240L, 360L, 480L, 600L, 720L, 840L, 960L);
    }

    @Test
    void aLoopGoesOnInTimeAndSequence() throws Exception {
        Path video = Videos.encode(folder, Videos.Kind.VP9_IN_WEBM, 5);
        send(video.toString(), "--speed", "max", "--start-time", START, "--loop", "--max-frames", "12");
        List<Received> received = received();
        assertThat(millis(received))
                .containsExactly(0L, 40L, 80L, 120L, 160L, 200L, 240L, 280L, 320L, 360L, 400L, 440L);
        assertThat(received.get(11).event().getSequence()).isEqualTo(11);
        assertThat(level(received.get(5).event())).isCloseTo(Videos.level(0), within(6.0));
    }

    @Test
    void oneVideoIsManyStreams() throws Exception {
        Path video = Videos.encode(folder, Videos.Kind.MJPEG_IN_AVI, 3);
        send(video.toString(), "--speed", "max", "--streams", "2", "--raw", "bgr24", "--checksum");
        List<Received> received = received();
        assertThat(received.stream().map(Received::key))
                .containsExactly("video-0", "video-1", "video-0", "video-1", "video-0", "video-1");
        assertThat(received).allSatisfy(one -> {
            assertThat(one.event().getContentType()).isEqualTo("image/x-bgr24");
            assertThat(one.event().getWidth()).isEqualTo(Videos.WIDTH);
            assertThat(one.event().getHeight()).isEqualTo(Videos.HEIGHT);
            assertThat(one.event().getStride()).isEqualTo(3 * Videos.WIDTH);
            assertThat(((ByteBuffer) one.event().getPayload()).remaining()).isEqualTo(3 * Videos.WIDTH * Videos.HEIGHT);
        });
    }

    /** Faster than real time, no frame is from the future. */
    @Test
    void withoutAStartTheLastFrameIsTakenNow() throws Exception {
        Path video = Videos.encode(folder, Videos.Kind.MJPEG_IN_AVI, 100);
        long before = System.currentTimeMillis();
        send(video.toString(), "--speed", "max");
        List<Received> received = received();
        assertThat(received.get(0).timestamp()).isCloseTo(before - 4000, within(2000L));
        assertThat(received.get(99).timestamp()).isLessThanOrEqualTo(System.currentTimeMillis());
    }

    @Test
    void aCaptureTimeInTheFutureIsMovedSaidAndCounted() throws Exception {
        Path video = Videos.encode(folder, Videos.Kind.MJPEG_IN_AVI, 3);
        send(video.toString(), "--speed", "max", "--start-time", "2999-01-01T00:00:00Z", "--clock-bound", "30");
        assertThat(received())
                .allSatisfy(one ->
                        assertThat(one.timestamp()).isCloseTo(System.currentTimeMillis() + 30_000, within(30_000L)));
        assertThat(err.toString())
                .containsOnlyOnce("a frame says it was taken at 2999-01-01T00:00:00Z")
                .contains("capture times corrected 3");
    }

    @Test
    void realTimeIsHeld() throws Exception {
        Path video = Videos.encode(folder, Videos.Kind.MJPEG_IN_AVI, 10);
        send(video.toString());
        List<Received> received = received();
        Instant first = received.get(0).event().getSentAt();
        Instant last = received.get(9).event().getSentAt();
        // The first one may be late.
        assertThat(Duration.between(first, last)).isGreaterThan(Duration.ofMillis(100));
    }

    @Test
    void aLiveStreamThatBreaksOffIsOpenedAgain() throws Exception {
        Natives.load();
        byte[] jpeg;
        try (Mat grey = new Mat(48, 64, opencv_core.CV_8UC3, new Scalar(90, 90, 90, 0));
                PictureEncoder encoder = PictureEncoder.jpeg(90)) {
            jpeg = encoder.encode(grey).bytes();
        }
        long before = System.currentTimeMillis();
        try (MjpegServer camera = new MjpegServer(jpeg, 1, 5)) {
            send(camera.url(), "--max-frames", "12");
            assertThat(camera.connections()).isEqualTo(2);
        }
        List<Received> received = received();
        assertThat(received).hasSize(12);
        for (int n = 0; n < 12; n++) {
            assertThat(received.get(n).event().getSequence()).isEqualTo(n);
            assertThat(received.get(n).key()).isEqualTo("door");
            assertThat(received.get(n).timestamp()).isBetween(before, System.currentTimeMillis());
            assertThat(level(received.get(n).event())).isCloseTo(90, within(3.0));
        }
        assertThat(err.toString())
                .contains("Sending the live frames of http://127.0.0.1:")
                .containsSubsequence("has ended. Trying again in 0.", " s (attempt 1).", "Connected again.")
                .contains("reconnects 1")
                .doesNotContain("s3cret");
    }

    @Test
    void aSlideshowsTruthIsAboutWhatWasSent() throws Exception {
        Path truth = folder.resolve("truth.jsonl");
        send(
                "slideshow:../deploy/local/frames",
                "--truth",
                truth.toString(),
                "--seed",
                "5",
                "--fps",
                "4",
                "--shortest-shot",
                "0.5",
                "--longest-shot",
                "1",
                "--size",
                "64x48",
                "--speed",
                "max",
                "--start-time",
                START);
        List<Received> received = received();
        long next = 0;
        List<String> labels = new ArrayList<>();
        for (String line : Files.readAllLines(truth)) {
            JsonNode shot = new ObjectMapper().readTree(line);
            assertThat(shot.get("stream").asText()).isEqualTo("slideshow");
            assertThat(shot.get("first_frame").asLong()).isEqualTo(next);
            long last = shot.get("last_frame").asLong();
            assertThat(last - next + 1).isBetween(2L, 4L);
            assertThat(shot.get("first_captured_at").asLong())
                    .isEqualTo(EpochMicros.of(received.get((int) next).event().getCapturedAt()));
            assertThat(shot.get("last_captured_at").asLong())
                    .isEqualTo(EpochMicros.of(received.get((int) last).event().getCapturedAt()));
            labels.add(shot.get("label").asText());
            next = last + 1;
        }
        assertThat(next).isEqualTo(received.size());
        assertThat(labels).hasSize(14).contains("cat", "truck");
    }

    @ParameterizedTest
    @CsvSource({
        "--fps, 0, '--fps must be 0.001 to 1000, but is 0.0.'",
        "--every-nth, 0, '--every-nth must be 1 or more, but is 0.'",
        "--scene-change, 256, '--scene-change must be 0 to 255 grey levels, but is 256.0.'",
        "--scene-change, NaN, '--scene-change must be 0 to 255 grey levels, but is NaN.'",
        "--max-frames, 0, '--max-frames must be 1 or more, but is 0.'",
        "--streams, 0, '--streams must be 1 to 1000, but is 0.'",
        "--quality, 101, '--quality must be 1 to 100, but is 101.'",
        "--raw, yuy2, '--raw must be one of bgr24, rgb24, gray8, i420, but is yuy2.'",
        "--speed, fast, '--speed must be real-time, max or a number of 0.01 to 1000, but is fast.'",
        "--speed, 0, '--speed must be real-time, max or a number of 0.01 to 1000, but is 0.'",
        "--clock, mine, '--clock must be arrival or camera, but is mine.'",
        "--clock-bound, -1, '--clock-bound must be 0 to 31536000 seconds, but is -1.'",
        "--size, big, '--size must be WIDTHxHEIGHT of 16 to 9999 pixels, such as 640x480, but is big.'",
        "--truth, t.jsonl, --truth is known of a slideshow only.",
        "--in-flight, 0, '--in-flight must be 1 to 1073741824, but is 0.'"
    })
    void aValueOutOfRangeIsNamed(String option, String value, String sentence) {
        assertThat(frames("../deploy/local/frames", option, value)).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString().lines()).first().isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "none.mp4, 2, frametag: There is no file or folder none.mp4.",
        "/dev/video987, 2, frametag: There is no camera /dev/video987.",
        "pom.xml, 3, frametag: pom.xml is no video that FFmpeg can read (Invalid data found when processing input).",
        "http://127.0.0.1:1/cam, 3, frametag: Cannot open the stream http://127.0.0.1:1/cam (Connection refused).",
        "rtsp://me:s3cret@127.0.0.1:1/cam, 3, frametag: Cannot open the stream rtsp://127.0.0.1:1/cam (Connection refused)."
    })
    void aSourceThatIsNoneIsOneSentence(String source, int status, String sentence) {
        assertThat(frames(source)).isEqualTo(status);
        assertThat(err.toString().strip()).isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource({"--speed, max", "--start-time, 2026-11-24T10:00:00Z"})
    void aLiveSourceHasItsOwnTime(String option, String value) {
        assertThat(frames("rtsp://127.0.0.1:1/cam", option, value)).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString())
                .startsWith(
                        "--speed, --loop and --start-time are for what has an end: a live source has its own time.");
    }

    @Test
    void whatTheTopicRefusesIsNotCountedAsSent() throws Exception {
        topic = "narrow";
        kafka.createTopic(topic, 1, Map.of("max.message.bytes", "1000"));
        Path video = Videos.encode(folder, Videos.Kind.MJPEG_IN_AVI, 3);
        assertThat(frames(video.toString(), "--raw", "rgb24")).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString())
                .contains("frametag: Kafka did not take frame 0 of stream video into topic narrow: ", "events sent 0,");
    }

    @Test
    void aFrameThatIsTooLargeIsOneSentence() throws Exception {
        Path video = Videos.encode(folder, Videos.Kind.MJPEG_IN_AVI, 3);
        assertThat(frames(video.toString(), "--raw", "rgb24", "--max-image-bytes", "5000"))
                .isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString())
                .contains("frametag: frame 0 of stream video has 9900 bytes; an image may have 5000 here.")
                .contains("events sent 0");
    }
}
