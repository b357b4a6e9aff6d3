package io.frametag.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.metrics.MetricNames;
import io.frametag.model.ReleasedBundles;
import io.frametag.natives.ProcessMemory;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.ModelReleaseStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reporter of Flink's gets to see of a running job. */
class MetricsIT {
    @Test
    void everyNamedMetricIsReportedWithWhatHappened() throws Exception {
        InMemoryReporter reporter = InMemoryReporter.createWithRetainedMetrics();
        try (CapturedLog log = new CapturedLog("io.frametag.pipeline.OutcomeMetrics", Level.DEBUG);
                EmbeddedKafka kafka = EmbeddedKafka.start(8 << 20);
                FlinkCluster flink = FlinkCluster.start(2, reporter.addToConfiguration(new Configuration()))) {
            JobFixture topics = new JobFixture(kafka, "metrics", 1, Map.of());
            topics.send(topics.streams(1, 0, 5));
            topics.send(java.util.List.of(
                    new ProducerRecord<>(topics.input, null, null),
                    new ProducerRecord<>(topics.input, "camera-9".getBytes(UTF_8), new byte[1])));

            LocalJob job = flink.submit(topics.job(withSegments(kafka)));
            job.awaitFinished(Duration.ofMinutes(2));

            Set<String> names = new TreeSet<>(MetricNames.descriptions().keySet());
            // A job that reads files has these: see below.
            MetricNames.OF_FILES.forEach(names::remove);
            // A job whose model may change has these: see below.
            MetricNames.OF_RELEASES.forEach(names::remove);
            if (ProcessMemory.residentBytes().isEmpty()) {
                names.remove(MetricNames.PROCESS_RESIDENT);
            }
            assertThat(log.messages()).hasSize(2);
            assertThat(log.messages().get(0)).startsWith("Rejected metrics-events:0:5 (no stream): TOMBSTONE: ");
            assertThat(log.messages().get(1)).startsWith("Rejected metrics-events:0:6 (stream camera-9): NOT_AVRO: ");
            for (String name : names) {
                assertThat(reporter.findMetrics(job.id(), name)).as(name).isNotEmpty();
            }
            assertThat(count(reporter, job, MetricNames.LABELLED)).isEqualTo(5);
            assertThat(count(reporter, job, "reason.TOMBSTONE.rejected")).isEqualTo(1);
            assertThat(count(reporter, job, "reason.NOT_AVRO.rejected")).isEqualTo(1);
            assertThat(count(reporter, job, "reason.TOO_MANY_PIXELS.rejected")).isZero();
            assertThat(((Gauge<?>) one(reporter, job, MetricNames.RECORDS_TO_READ + "$")).getValue())
                    .isEqualTo(7L);
            Histogram inference = (Histogram) one(reporter, job, MetricNames.INFERENCE);
            assertThat(inference.getCount()).isEqualTo(5);
            assertThat(inference.getStatistics().getMin()).isPositive();
            assertThat(((Histogram) one(reporter, job, MetricNames.CAPTURE_TO_LABEL)).getCount())
                    .isEqualTo(5);
        }
    }

    @Test
    void segmentsAndLateFramesAreCounted() throws Exception {
        InMemoryReporter reporter = InMemoryReporter.createWithRetainedMetrics();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(8 << 20);
                FlinkCluster flink = FlinkCluster.start(2, reporter.addToConfiguration(new Configuration()))) {
            JobFixture topics = new JobFixture(kafka, "segments", 1, Map.of());
            byte[] cat = Files.readAllBytes(JobFixture.FRAMES.resolve("cat-chelsea.jpg"));
            Instant begin = Instant.now().minusSeconds(60);
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (int i : new int[] {10, 15, 20, 25, 9, 30, 8}) {
                ImageEvent event = JobFixture.event("camera", i, cat);
                event.setCapturedAt(begin.plusMillis(i * 100L));
                records.add(topics.record(event));
            }
            topics.send(records);

            LocalJob job = flink.submit(topics.job(withSegments(kafka)));
            job.awaitFinished(Duration.ofMinutes(2));

            assertThat(count(reporter, job, MetricNames.SEGMENTS_OPENED)).isEqualTo(1);
            assertThat(count(reporter, job, MetricNames.SEGMENTS_CLOSED)).isEqualTo(1);
            assertThat(count(reporter, job, MetricNames.LATE_FRAMES)).isEqualTo(2);
            assertThat(((Gauge<?>) one(reporter, job, MetricNames.SEGMENTS_OPEN + "$")).getValue())
                    .isEqualTo(0);
        }
    }

    @Test
    void whatGoesIntoFilesIsCountedAsWhatGoesIntoTopics(@TempDir Path folder) throws Exception {
        InMemoryReporter reporter = InMemoryReporter.createWithRetainedMetrics();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(8 << 20);
                FlinkCluster flink = FlinkCluster.start(2, reporter.addToConfiguration(new Configuration()))) {
            JobFixture topics = new JobFixture(kafka, "files", 1, Map.of());
            topics.send(topics.streams(1, 0, 5));
            topics.send(List.of(new ProducerRecord<>(topics.input, null, null)));

            LocalJob job =
                    flink.submit(topics.job("--bounded", "--parallelism", "1", "--output-files", folder.toString()));
            job.awaitFinished(Duration.ofMinutes(2));

            assertThat(count(reporter, job, MetricNames.LABELLED)).isEqualTo(5);
            assertThat(count(reporter, job, "reason.TOMBSTONE.rejected")).isEqualTo(1);
            assertThat(count(reporter, job, MetricNames.SHED)).isZero();
            assertThat(((Histogram) one(reporter, job, MetricNames.CAPTURE_TO_LABEL)).getCount())
                    .isEqualTo(5);
        }
    }

    @Test
    void howFarTheFilesAreReadIsReported(@TempDir Path folder) throws Exception {
        InMemoryReporter reporter = InMemoryReporter.createWithRetainedMetrics();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(8 << 20);
                FlinkCluster flink = FlinkCluster.start(2, reporter.addToConfiguration(new Configuration()))) {
            JobFixture topics = new JobFixture(kafka, "files", 1, Map.of());
            long bytes = 0;
            for (Path photo : JobFixture.frames()) {
                bytes += Files.size(Files.copy(photo, folder.resolve(photo.getFileName())));
            }
            Files.writeString(folder.resolve("notes.txt"), "none");
            Files.writeString(folder.resolve("more.txt"), "none");

            LocalJob job = flink.submit(topics.job("--input-files", folder.toString()));
            job.awaitFinished(Duration.ofMinutes(2));

            Map<String, Long> expected = Map.of(
                    MetricNames.FILES_FOUND, 14L,
                    MetricNames.FILE_BYTES_FOUND, bytes,
                    MetricNames.FILES_ALL_FOUND, 1L,
                    MetricNames.FILES_HANDED_OUT, 14L,
                    MetricNames.FILE_BYTES_HANDED_OUT, bytes,
                    MetricNames.FILES_IGNORED, 2L);
            assertThat(expected.keySet()).containsExactlyInAnyOrderElementsOf(MetricNames.OF_FILES);
            expected.forEach((name, value) -> assertThat(((Gauge<?>) one(reporter, job, name + "$")).getValue())
                    .as(name)
                    .isEqualTo(value));
        }
    }

    @Test
    void releasesAreCounted(@TempDir Path folder) throws Exception {
        InMemoryReporter reporter = InMemoryReporter.createWithRetainedMetrics();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(8 << 20);
                FlinkCluster flink = FlinkCluster.start(2, reporter.addToConfiguration(new Configuration()))) {
            Duration patience = Duration.ofMinutes(2);
            JobFixture topics = new JobFixture(kafka, "swaps", 1, Map.of());
            Releases releases = new Releases(kafka, "swaps");
            LocalJob job = flink.submit(topics.job(releases.options("--parallelism", "1")));
            releases.await(
                    releases.publish(folder.resolve("none").toString(), "00".repeat(32), null),
                    ModelReleaseStatus.REFUSED,
                    1,
                    patience);
            long active = releases.publish(ReleasedBundles.renamed(folder, "cats"), null);
            releases.await(active, ModelReleaseStatus.ACTIVE, 1, patience);

            assertThat(count(reporter, job, MetricNames.MODEL_SWAPS)).isEqualTo(1);
            assertThat(count(reporter, job, MetricNames.MODEL_RELEASES_REFUSED)).isEqualTo(1);
            assertThat(((Gauge<?>) one(reporter, job, MetricNames.MODEL_RELEASE + "$")).getValue())
                    .isEqualTo(active);
            assertThat((Long) ((Gauge<?>) one(reporter, job, MetricNames.MODEL_LOAD + "$")).getValue())
                    .isPositive();
            job.cancel();
        }
    }

    private static String[] withSegments(EmbeddedKafka kafka) throws Exception {
        kafka.createTopic("metrics-segments", 1, Map.of());
        return new String[] {
            "--bounded",
            "--parallelism",
            "1",
            "--emit",
            "both",
            "--segments-topic",
            "metrics-segments",
            "--fetch-hosts",
            "images.example.com"
        };
    }

    private static long count(InMemoryReporter reporter, LocalJob job, String name) {
        return ((Counter) one(reporter, job, name)).getCount();
    }

    private static Metric one(InMemoryReporter reporter, LocalJob job, String name) {
        Map<String, Metric> found = reporter.findMetrics(job.id(), "frametag." + name);
        assertThat(found).as(name).hasSize(1);
        return found.values().iterator().next();
    }
}
