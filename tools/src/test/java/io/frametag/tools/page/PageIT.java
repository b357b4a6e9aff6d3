package io.frametag.tools.page;

import static io.frametag.tools.page.PageSamples.label;
import static io.frametag.tools.page.PageSamples.labels;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.frametag.local.EmbeddedKafka;
import io.frametag.schema.DeadLetterHeaders;
import io.frametag.schema.FrameReference;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.InputCoordinates;
import io.frametag.schema.Model;
import io.frametag.schema.Segment;
import io.frametag.schema.SegmentState;
import io.frametag.schema.ShedFrame;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.tools.ExitCodes;
import io.frametag.tools.Frametag;
import io.frametag.tools.outcome.OutcomeTopics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** A page that reads a real broker. */
@Timeout(120)
class PageIT {
    private static EmbeddedKafka kafka;
    private static KafkaProducer<byte[], byte[]> producer;

    private final SingleObjectCodec<ImageEvent> events = SingleObjectCodec.imageEvents();

    @BeforeAll
    static void startKafka() throws Exception {
        kafka = EmbeddedKafka.start(16 << 20);
        producer = new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void closeKafka() {
        producer.close();
        kafka.close();
    }

    private static Map<String, Object> client() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    private static WatchedTopics topics(String name) {
        return new WatchedTopics(
                List.of(name + "-events"),
                new OutcomeTopics(name + "-labels", name + "-dead", name + "-shed", name + "-segments"));
    }

    private long send(String topic, String stream, byte[] value, String... headers) throws Exception {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, 0, stream.getBytes(UTF_8), value);
        for (int i = 0; i < headers.length; i += 2) {
            record.headers().add(headers[i], headers[i + 1].getBytes(UTF_8));
        }
        return producer.send(record).get().offset();
    }

    private long sendFrame(String topic, String stream, long sequence, byte[] image) throws Exception {
        Instant now = Instant.now();
        return send(
                topic,
                stream,
                events.encode(ImageEvent.newBuilder()
                        .setEventId(stream + sequence)
                        .setStreamId(stream)
                        .setSequence(sequence)
                        .setCapturedAt(now)
                        .setSentAt(now)
                        .setContentType("image/jpeg")
                        .setPayload(ByteBuffer.wrap(image))
                        .build()));
    }

    private void sendLabels(String topic, String stream, long offset, String name) throws Exception {
        var record = labels(stream, offset, Instant.now(), label(name, 0.9f));
        record.getInput().setTopic(topic.replace("-labels", "-events"));
        send(topic, stream, SingleObjectCodec.imageLabels().encode(record));
    }

    @Test
    void framesMeetTheirLabelsAndRejectsTheirReasons() throws Exception {
        for (String topic : List.of("live-events", "live-labels", "live-dead")) {
            kafka.createTopic(topic, 2, Map.of());
        }
        sendLabels("live-labels", "before", 0, "old");
        byte[] cat = Files.readAllBytes(PageSamples.PHOTOS.resolve("cat-chelsea.jpg"));
        try (LivePage live = LivePage.start(client(), topics("live"), 0)) {
            PageReader page = new PageReader(live.address());
            long offset = sendFrame("live-events", "door", 7, cat);
            sendLabels("live-labels", "door", offset, "cat");
            long bad = sendFrame("live-events", "yard", 1, new byte[] {1, 2, 3});
            send(
                    "live-dead",
                    "yard",
                    new byte[] {1},
                    DeadLetterHeaders.TOPIC,
                    "live-events",
                    DeadLetterHeaders.PARTITION,
                    "0",
                    DeadLetterHeaders.OFFSET,
                    Long.toString(bad),
                    DeadLetterHeaders.REASON,
                    "UNKNOWN_FORMAT");
            send("live-labels", "door", new byte[] {9, 9});
            JsonNode snapshot = page.snapshot(now -> now.path("streams").size() == 2
                    && now.path("streams").findValuesAsText("answered").stream().allMatch("true"::equals));
            assertThat(snapshot.path("labelled").asInt())
                    .as("what was there before is not shown")
                    .isEqualTo(1);
            JsonNode door =
                    snapshot.path("streams").path(0).path("name").asText().equals("door")
                            ? snapshot.path("streams").path(0)
                            : snapshot.path("streams").path(1);
            assertThat(door.path("sequence").asInt()).isEqualTo(7);
            assertThat(door.path("labels").path(0).path("name").asText()).isEqualTo("cat");
            assertThat(snapshot.path("rejects").path(0).path("reason").asText()).isEqualTo("UNKNOWN_FORMAT");
            assertThat(snapshot.path("latency").path(0).path("p50").asDouble()).isBetween(19.0, 21.0);
            assertThat(page.get("frames/" + door.path("index").asInt()).body()).isEqualTo(cat);
            JsonNode later = page.snapshot(now -> now.path("troubles").size() == 1);
            assertThat(later.path("troubles").path(0).asText()).startsWith("Record live-labels:0:");
        }
    }

    @Test
    void aTopicThatComesLaterIsReadFromItsFirstRecord() throws Exception {
        try (LivePage live = LivePage.start(client(), topics("late"), 0)) {
            kafka.createTopic("late-labels", 1, Map.of());
            sendLabels("late-labels", "door", 0, "cat");
            assertThat(new PageReader(live.address())
                            .snapshot(now -> now.path("labelled").asInt() == 1))
                    .isNotNull();
        }
    }

    @Test
    void segmentsAreOnTheirStreamsTimelineOpenAndThenClosed() throws Exception {
        try (LivePage live = LivePage.start(client(), topics("held"), 0)) {
            PageReader page = new PageReader(live.address());
            kafka.createTopic("held-segments", 1, Map.of());
            sendSegment(SegmentState.OPEN, PageSamples.NOON.plusSeconds(1));
            JsonNode open =
                    page.snapshot(now -> now.at("/streams/0/timeline/0/open").asBoolean());
            assertThat(open.at("/streams/0/timeline/0/label").asText()).isEqualTo("cat");
            sendSegment(SegmentState.CLOSED, PageSamples.NOON.plusSeconds(7));
            JsonNode closed =
                    page.snapshot(now -> !now.at("/streams/0/timeline/0/open").asBoolean(true));
            assertThat(closed.at("/streams/0/timeline")).hasSize(1);
            assertThat(closed.at("/streams/0/timeline/0/seconds").asDouble()).isEqualTo(7);
        }
    }

    @Test
    void shedFramesAreCounted() throws Exception {
        ShedFrame frame = ShedFrame.newBuilder()
                .setStreamId("door")
                .setInput(new InputCoordinates("slow-events", 0, 12L))
                .setRunId("run-1")
                .setCapturedAt(PageSamples.NOON)
                .setShedAt(PageSamples.NOON.plusMillis(250))
                .setDeadlineMs(200)
                .build();
        try (LivePage live = LivePage.start(client(), topics("slow"), 0)) {
            kafka.createTopic("slow-shed", 1, Map.of());
            send("slow-shed", "door", SingleObjectCodec.shedFrames().encode(frame));
            JsonNode snapshot = new PageReader(live.address())
                    .snapshot(now -> now.path("shed").asInt() == 1);
            assertThat(snapshot.path("rejected").asInt()).isZero();
            assertThat(snapshot.path("troubles")).isEmpty();
        }
    }

    private void sendSegment(SegmentState segmentState, Instant end) throws Exception {
        Segment segment = Segment.newBuilder()
                .setSegmentId("door/3/0")
                .setStreamId("door")
                .setLabelIndex(3)
                .setLabel("cat")
                .setState(segmentState)
                .setStartAt(PageSamples.NOON)
                .setEndAt(end)
                .setMeanScore(0.8f)
                .setPeakScore(0.9f)
                .setFrames(70)
                .setBestFrame(new FrameReference("image-events", 0, 12L, 7L))
                .setRunId("run-1")
                .setModel(new Model("m", "1", "00"))
                .build();
        send("held-segments", "door/3/0", SingleObjectCodec.segments().encode(segment));
    }

    /** A backlog that is written at once: what is shown is sampled, and the end is reached. */
    @Test
    void aFloodOfFramesIsSampled() throws Exception {
        kafka.createTopic("flood-events", 1, Map.of());
        byte[] frame = new byte[200_000];
        try (LivePage live = LivePage.start(client(), topics("flood"), 0)) {
            for (int i = 0; i < 500; i++) {
                sendFrame("flood-events", "camera " + i % 3, i, frame);
            }
            JsonNode snapshot = new PageReader(live.address())
                    .snapshot(now -> now.path("streams").size() == 3);
            assertThat(snapshot.path("missed").asInt())
                    .as("no outcome was passed over")
                    .isZero();
            // One that comes while the page goes to the end is passed over with the others.
            JsonNode after = new PageReader(live.address()).snapshot(now -> {
                if (now.path("streams").size() == 3) {
                    sendFrame("flood-events", "last", 1000, frame);
                }
                return now.path("streams").size() == 4;
            });
            assertThat(after.path("streams").findValuesAsText("name")).contains("last");
        }
    }

    @Test
    void noKafkaIsASentence() throws Exception {
        StringWriter err = new StringWriter();
        int port;
        try (ServerSocket taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }
        int status = Frametag.commandLine()
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(
                        "page",
                        "--bootstrap-servers",
                        "127.0.0.1:" + port,
                        "--kafka",
                        "default.api.timeout.ms=1500",
                        "--kafka",
                        "request.timeout.ms=1000");
        assertThat(status).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString())
                .startsWith("frametag: Kafka at 127.0.0.1:" + port + " gave no answer")
                .hasLineCount(1);
    }
}
