package io.frametag.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.schema.ImageEvent;
import io.frametag.schema.Segment;
import io.frametag.schema.SegmentState;
import io.frametag.schema.SingleObjectCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments from topic to topic. Each stream shows cats and ships in turn, {@value #FRAMES} frames each, ten a second. */
class SegmentsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int FRAMES = 20;
    private static final long FRAME_MILLIS = 100;
    private static final long GAP_MILLIS = 2_000;

    private static EmbeddedKafka kafka;
    private static FlinkCluster flink;

    @TempDir
    private Path folder;

    /** Old enough that all of the frames are in the past. */
    private final Instant begin = Instant.now().minusSeconds(600);

    private JobFixture topics;
    private String segments;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(8 << 20);
        flink = FlinkCluster.start(3, new Configuration());
    }

    @AfterAll
    static void stop() throws Exception {
        flink.close();
        kafka.close();
    }

    private void topics(String name) throws Exception {
        topics = new JobFixture(kafka, name, 2, Map.of());
        segments = name + "-segments";
        kafka.createTopic(segments, 2, Map.of("cleanup.policy", "compact"));
    }

    private String[] options(String emit, String delivery, String... others) {
        List<String> options = new ArrayList<>(List.of(
                "--emit", emit,
                "--segments-topic", segments,
                "--delivery", delivery,
                "--checkpoint-interval", "200 ms",
                "--segment-gap", GAP_MILLIS + " ms"));
        options.addAll(List.of(others));
        return options.toArray(String[]::new);
    }

    /** Of each stream the stretches from {@code first}, cats where the number is even. */
    private void send(int streams, int first, int stretches) throws Exception {
        byte[] cat = Files.readAllBytes(JobFixture.FRAMES.resolve("cat-chelsea.jpg"));
        byte[] ship = Files.readAllBytes(JobFixture.FRAMES.resolve("ship-schooner.jpg"));
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = first * FRAMES; i < (first + stretches) * FRAMES; i++) {
            for (int stream = 0; stream < streams; stream++) {
                ImageEvent event = JobFixture.event("camera-" + stream, i, i / FRAMES % 2 == 0 ? cat : ship);
                event.setCapturedAt(begin.plusMillis(i * FRAME_MILLIS));
                records.add(topics.record(event));
            }
        }
        topics.send(records);
    }

    private List<Segment> read() throws Exception {
        List<Segment> all = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : Records.readRecords(kafka.bootstrapServers(), segments)) {
            Segment segment = SingleObjectCodec.segments().decode(record.value(), null);
            assertThat(new String(record.key(), UTF_8)).isEqualTo(segment.getSegmentId());
            all.add(segment);
        }
        return all;
    }

    private static Map<String, List<SegmentState>> statesById(List<Segment> said) {
        Map<String, List<SegmentState>> states = new TreeMap<>();
        said.forEach(segment -> states.computeIfAbsent(segment.getSegmentId(), id -> new ArrayList<>())
                .add(segment.getState()));
        return states;
    }

    private static void awaitStatus(LocalJob job, JobStatus status) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (job.status() != status) {
            assertThat(System.nanoTime()).as("the job is %s", job.status()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private void assertEachIsOpenedOnceAndClosedOnce(int streams, int stretches) throws Exception {
        Map<String, List<SegmentState>> states = statesById(read());
        assertThat(states)
                .hasSize(streams * stretches)
                .allSatisfy((id, said) -> assertThat(said).containsExactly(SegmentState.OPEN, SegmentState.CLOSED));
    }

    @Test
    void whatAStreamShowsIsASegmentFromItsBeginToItsEnd() throws Exception {
        topics("shows");
        send(2, 0, 2);
        flink.submit(topics.job(options("both", "exactly-once", "--bounded"))).awaitFinished(PATIENCE);

        assertEachIsOpenedOnceAndClosedOnce(2, 2);
        assertThat(topics.readLabels()).hasSize(2 * 2 * FRAMES);
        Segment cat = read().stream()
                .filter(segment -> segment.getState() == SegmentState.CLOSED)
                .filter(segment -> segment.getStreamId().equals("camera-1"))
                .filter(segment -> segment.getLabel().equals("cat"))
                .findFirst()
                .orElseThrow();
        assertThat(Duration.between(begin, cat.getStartAt())).isLessThan(Duration.ofMillis(1));
        assertThat(Duration.between(begin, cat.getEndAt()))
                .isBetween(Duration.ofMillis(1_900), Duration.ofMillis(2_600));
        assertThat(cat.getMeanScore()).isBetween(0.6f, 0.95f);
        assertThat(cat.getPeakScore()).isBetween(0.9f, 0.95f);
        assertThat(cat.getBestFrame().getSequence()).isZero();
        assertThat(cat.getBestFrame().getTopic()).isEqualTo(topics.input);
        assertThat(cat.getRunId()).isEqualTo("run-1");
        assertThat(cat.getModel()).isEqualTo(topics.readLabels().get(0).getModel());
    }

    @Test
    void segmentsAloneLeaveTheLabelsOut() throws Exception {
        topics("alone");
        send(1, 0, 1);
        topics.send(List.of(new ProducerRecord<>(topics.input, "camera-0".getBytes(UTF_8), new byte[1])));
        flink.submit(topics.job(options("segments", "at-least-once", "--bounded")))
                .awaitFinished(PATIENCE);

        assertEachIsOpenedOnceAndClosedOnce(1, 1);
        assertThat(topics.readLabels()).isEmpty();
        assertThat(topics.readDeadLetters()).hasSize(1);
    }

    @Test
    void aFailureNeitherLosesNorDoublesASegment() throws Exception {
        topics("failure");
        send(4, 0, 3);
        LocalJob job = flink.submit(topics.job(options("both", "exactly-once", "--restart-attempts", "100")));
        Records.await(kafka.bootstrapServers(), segments, 4, PATIENCE);
        send(4, 3, 3);
        Records.await(kafka.bootstrapServers(), segments, 4 * 4 * 2 - 4, PATIENCE);
        // No label can be written until it is put back; segments can, and are said again after each restart.
        topics.configure(topics.labels, "max.message.bytes", "100");
        send(4, 6, 3);
        awaitStatus(job, JobStatus.RESTARTING);
        topics.configure(topics.labels, "max.message.bytes", "1048588");
        send(4, 9, 1);
        // The last stretch stays open: event time has not got to its end.
        Records.await(kafka.bootstrapServers(), segments, 4 * 10 * 2 - 4, PATIENCE);
        job.stopWithSavepoint(folder);

        Map<String, List<SegmentState>> states = statesById(read());
        assertThat(states).hasSize(4 * 10);
        assertThat(states.values().stream()
                        .filter(said -> said.equals(List.of(SegmentState.OPEN, SegmentState.CLOSED))))
                .hasSize(4 * 9);
        assertThat(states.values().stream().filter(said -> said.equals(List.of(SegmentState.OPEN))))
                .hasSize(4);
        assertThat(topics.readLabels()).hasSize(4 * 10 * FRAMES);
    }

    @Test
    void aSavepointIsResumedByMoreTasksAndByFewer() throws Exception {
        topics("rescale");
        send(6, 0, 3);
        LocalJob job = flink.submit(topics.job(options("both", "exactly-once", "--parallelism", "1")));
        Records.await(kafka.bootstrapServers(), segments, 6, PATIENCE);
        for (int parallelism : new int[] {3, 2}) {
            String savepoint = job.stopWithSavepoint(folder);
            send(6, parallelism == 3 ? 3 : 5, 2);
            int before = read().size();
            job = flink.restore(
                    topics.job(options("both", "exactly-once", "--parallelism", Integer.toString(parallelism))),
                    savepoint);
            Records.await(kafka.bootstrapServers(), segments, before + 6, PATIENCE);
        }
        Records.await(kafka.bootstrapServers(), segments, 6 * 7 * 2 - 6, PATIENCE);
        job.stopWithSavepoint(folder);

        Map<String, List<SegmentState>> states = statesById(read());
        assertThat(states).hasSize(6 * 7);
        assertThat(states.values()).allSatisfy(said -> assertThat(said).doesNotHaveDuplicates());
        assertThat(states.values().stream().filter(said -> said.contains(SegmentState.CLOSED)))
                .hasSize(6 * 6);
    }

    @Test
    void anIdleStreamEndsWhileTheOthersGoOn() throws Exception {
        topics("idle");
        send(2, 0, 1);
        LocalJob job = flink.submit(topics.job(options("both", "at-least-once", "--segment-idle", "1 h")));
        Records.await(kafka.bootstrapServers(), segments, 2, PATIENCE);
        // One goes on, on every partition, so that event time does: past the other's gap, and within its own.
        List<ProducerRecord<byte[], byte[]>> more = new ArrayList<>();
        byte[] cat = Files.readAllBytes(JobFixture.FRAMES.resolve("cat-chelsea.jpg"));
        for (int i = FRAMES; i < 3 * FRAMES; i++) {
            ImageEvent event = JobFixture.event("camera-0", i, cat);
            event.setCapturedAt(begin.plusMillis(i * FRAME_MILLIS));
            ProducerRecord<byte[], byte[]> record = topics.record(event);
            more.add(record);
            byte[] beat = new byte[1];
            for (int partition = 0; partition < 2; partition++) {
                more.add(new ProducerRecord<>(topics.input, partition, record.timestamp(), null, beat));
            }
        }
        topics.send(more);
        Records.await(kafka.bootstrapServers(), segments, 3, PATIENCE);
        job.cancel();

        assertThat(read())
                .filteredOn(segment -> segment.getState() == SegmentState.CLOSED)
                .extracting(Segment::getStreamId)
                .containsExactly("camera-1");
    }

    @Test
    void whenNobodySendsTheWallClockEndsAStream() throws Exception {
        topics("nobody");
        send(2, 0, 1);
        LocalJob job = flink.submit(topics.job(options("segments", "at-least-once", "--segment-idle", "3 s")));
        Records.await(kafka.bootstrapServers(), segments, 4, PATIENCE);
        job.cancel();
        assertEachIsOpenedOnceAndClosedOnce(2, 1);
    }

    @Test
    void aSavepointOfAJobThatEmittedFramesGoesOnWithSegments() throws Exception {
        topics("added");
        send(1, 0, 1);
        LocalJob frames = flink.submit(topics.job("--checkpoint-interval", "200 ms"));
        topics.awaitLabels(FRAMES, PATIENCE);
        String savepoint = frames.stopWithSavepoint(folder);
        send(1, 1, 2);
        LocalJob both = flink.restore(topics.job(options("both", "at-least-once")), savepoint);
        topics.awaitLabels(3 * FRAMES, PATIENCE);
        Records.await(kafka.bootstrapServers(), segments, 3, PATIENCE);
        both.cancel();
        assertThat(topics.readLabels()).hasSize(3 * FRAMES);
        // What was read before the savepoint is not of them; the two are in partitions of their own, in any order.
        assertThat(read().stream()
                        .sorted(Comparator.comparing(Segment::getStartAt))
                        .map(Segment::getLabel)
                        .distinct())
                .containsExactly("ship", "cat");
    }
}
