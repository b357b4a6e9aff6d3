package io.frametag.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.config.ConfigException;
import io.frametag.config.JobConfig;
import io.frametag.kafka.KafkaReleases;
import io.frametag.model.ReleasedBundles;
import io.frametag.natives.NativeHandles;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.ModelReleaseOutcome;
import io.frametag.schema.ModelReleaseStatus;
import io.frametag.schema.Segment;
import io.frametag.schema.SingleObjectCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that change while the job runs, between topics of a real broker. */
class ModelReleasesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String FIRST = "PP-LCNet_x0_5_cifar10";
    private static final int CATS = 20;
    private static final String MISSING = "00".repeat(32);

    private static EmbeddedKafka kafka;
    private static FlinkCluster flink;

    @TempDir
    private Path folder;

    private JobFixture topics;
    private Releases releases;
    private int sent;

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

    @BeforeEach
    void topics(TestInfo test) throws Exception {
        String name = test.getTestMethod().orElseThrow().getName()
                + Math.floorMod(test.getDisplayName().hashCode(), 1000);
        topics = new JobFixture(kafka, name, 2, Map.of());
        releases = new Releases(kafka, name);
        sent = 0;
    }

    @AfterEach
    void nothingNativeIsLeftOpen() {
        assertThat(NativeHandles.open()).isEmpty();
    }

    private String[] options(String... others) {
        return releases.options(others);
    }

    private void send(int frames) throws Exception {
        topics.send(topics.streams(4, sent, frames));
        sent += frames;
    }

    /** Sends frames, and waits until all that were sent are labelled. */
    private void label(int frames) throws Exception {
        send(frames);
        topics.awaitLabels(4 * sent, PATIENCE);
    }

    private List<ImageLabels> labels() throws Exception {
        List<ImageLabels> labels = new ArrayList<>(topics.readLabels());
        labels.sort(
                Comparator.<ImageLabels>comparingInt(label -> label.getInput().getPartition())
                        .thenComparing(label -> label.getInput().getOffset()));
        return labels;
    }

    private List<String> modelsOf(int partition) throws Exception {
        List<String> models = new ArrayList<>();
        for (ImageLabels label : labels()) {
            String model = label.getModel().getVersion();
            if (label.getInput().getPartition() == partition
                    && (models.isEmpty() || !models.get(models.size() - 1).equals(model))) {
                models.add(model);
            }
        }
        return models;
    }

    /** Each model's labels begin with its name, but for the first's. */
    private void assertEachLabelIsItsModels() throws Exception {
        assertThat(labels()).hasSize(4 * sent).allSatisfy(label -> {
            String model = label.getModel().getName();
            assertThat(label.getLabels()).allSatisfy(each -> {
                if (model.equals(FIRST)) {
                    assertThat(each.getName()).doesNotContain("-");
                } else {
                    assertThat(each.getName()).startsWith(model + "-");
                }
            });
        });
        assertThat(labels().stream().map(label -> label.getInput().toString()).distinct())
                .hasSize(4 * sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void modelsTakeOverBetweenTwoRecords(String delivery) throws Exception {
        Path cats = ReleasedBundles.renamed(folder.resolve("cats"), "cats");
        Path wide = ReleasedBundles.channels(folder.resolve("wide"), "wide", 96, 48);
        LocalJob job = flink.submit(topics.job(
                options("--delivery", delivery, "--checkpoint-interval", "300 ms", "--model-version", "first")));
        label(10);

        String[] versions = {"v1", "v2", "v1 again"};
        Path[] bundles = {cats, wide, cats};
        for (int i = 0; i < versions.length; i++) {
            send(20);
            long release = releases.publish(bundles[i], versions[i]);
            send(20);
            List<ModelReleaseOutcome> active = releases.await(release, ModelReleaseStatus.ACTIVE, 2, PATIENCE);
            assertThat(active).extracting(ModelReleaseOutcome::getSubtask).containsExactlyInAnyOrder(0, 1);
            assertThat(active)
                    .allSatisfy(outcome -> assertThat(outcome.getParallelism()).isEqualTo(2));
            assertThat(releases.await(release, ModelReleaseStatus.READY, 2, PATIENCE))
                    .allSatisfy(outcome -> assertThat(outcome.getLoadMs()).isNotNegative());
            label(5);
        }
        job.stopWithSavepoint(folder);

        assertEachLabelIsItsModels();
        for (int partition = 0; partition < 2; partition++) {
            assertThat(modelsOf(partition)).containsExactly("first", "v1", "v2", "v1 again");
        }
        assertThat(labels().get(labels().size() - 1).getModel().getSha256()).isEqualTo(ReleasedBundles.sha256(cats));
    }

    @Test
    void whatCannotBeUsedIsRefusedAndTheOldModelGoesOn() throws Exception {
        Path good = ReleasedBundles.renamed(folder.resolve("good"), "good");
        LocalJob job = flink.submit(topics.job(options()));
        releases.await(releases.publish(good, "good"), ModelReleaseStatus.ACTIVE, 2, PATIENCE);
        label(3);

        String nowhere = folder.resolve("nowhere").toString();
        assertRefused(releases.publish(nowhere, MISSING, null), "there is no inference.onnx");
        assertRefused(releases.publish(good.toString(), MISSING, null), "not the expected " + MISSING);
        assertRefused(releases.publish("https://example.com/model", MISSING, null), "tasks load nothing by HTTP");
        assertRefused(releases.publish("nosuch://bucket/model", MISSING, null), "nosuch");
        assertRefused(releases.publish("no release".getBytes(UTF_8)), "is not an Avro ModelRelease");
        label(3);
        job.cancel();

        assertEachLabelIsItsModels();
        assertThat(labels().stream().map(label -> label.getModel().getName()).distinct())
                .containsExactly("good");
    }

    private void assertRefused(long release, String reason) throws Exception {
        assertThat(releases.await(release, ModelReleaseStatus.REFUSED, 2, PATIENCE))
                .allSatisfy(outcome -> {
                    assertThat(outcome.getReason()).contains(reason);
                    assertThat(outcome.getModel().getVersion()).isEqualTo("good");
                });
    }

    /** The topic's newest is one that nobody can load: only the state knows what was active. */
    @Test
    void aRestoredJobLabelsWithTheSameRelease() throws Exception {
        Path good = ReleasedBundles.renamed(folder.resolve("good"), "good");
        LocalJob job = flink.submit(topics.job(options("--parallelism", "1")));
        releases.await(releases.publish(good, "good"), ModelReleaseStatus.ACTIVE, 1, PATIENCE);
        label(2);
        String savepoint = job.stopWithSavepoint(folder);
        releases.publish(folder.resolve("nowhere").toString(), MISSING, "bad");

        LocalJob more = flink.restore(topics.job(options("--parallelism", "2")), savepoint);
        label(2);
        savepoint = more.stopWithSavepoint(folder);
        LocalJob fewer = flink.restore(topics.job(options("--parallelism", "1")), savepoint);
        label(2);
        fewer.cancel();

        assertEachLabelIsItsModels();
        assertThat(labels().stream().map(label -> label.getModel().getVersion()).distinct())
                .containsExactly("good");
    }

    @Test
    void aBoundedRunLabelsEverythingWithTheNewestRelease() throws Exception {
        Path older = ReleasedBundles.renamed(folder.resolve("older"), "older");
        Path newest = ReleasedBundles.channels(folder.resolve("newest"), "newest", 40, 40);
        releases.publish(older, null);
        releases.publish(newest, null);
        send(10);
        flink.submit(topics.job(options("--bounded", "--delivery", "exactly-once", "--checkpoint-interval", "300 ms")))
                .awaitFinished(PATIENCE);

        assertEachLabelIsItsModels();
        assertThat(labels().stream().map(label -> label.getModel().getName()).distinct())
                .containsExactly("newest");
        assertThat(releases.outcomes()).isEmpty();
    }

    /** Flink takes no checkpoint of a vertex with union list state while some of its tasks have ended, and transactions time out. */
    @Test
    void aBoundedRunTakesCheckpointsAfterItsFirstTaskHasEnded() throws Exception {
        Path newest = ReleasedBundles.renamed(folder.resolve("newest"), "newest");
        releases.publish(newest, null);
        send(150);
        // One of three tasks has no partition, and ends at once.
        LocalJob job = flink.submit(topics.job(options(
                "--bounded", "--parallelism", "3", "--delivery", "exactly-once", "--checkpoint-interval", "100 ms")));
        awaitCheckpointAfterAnEnd(job);
        job.awaitFinished(PATIENCE);

        assertEachLabelIsItsModels();
    }

    private static void awaitCheckpointAfterAnEnd(LocalJob job) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!job.hasFinishedTasks()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
        // Fails if it is declined.
        assertThat(job.checkpoint()).isNotEmpty();
        assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void aBoundedRunOfABadReleaseIsRefusedWhereItIsSubmitted() throws Exception {
        Path older = ReleasedBundles.renamed(folder.resolve("older"), "older");
        releases.publish(older, null);
        Path nowhere = folder.resolve("nowhere");
        releases.publish(nowhere.toString(), MISSING, null);
        assertThatThrownBy(() -> topics.job(options("--bounded")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(
                        "--model-releases: the newest is release 1 (" + nowhere + "), and a job that ends keeps"
                                + " to it: publish one that can be loaded, or leave the option out. ")
                .hasMessageContaining("there is no inference.onnx");
        releases.publish("no release".getBytes(UTF_8));
        assertThatThrownBy(() -> topics.job(options("--bounded")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--model-releases: the newest record of topic")
                .hasMessageContaining("is not an Avro ModelRelease");
        releases.publish((byte[]) null);
        send(3);
        flink.submit(topics.job(options("--bounded"))).awaitFinished(PATIENCE);
        assertThat(labels().stream().map(label -> label.getModel().getName()).distinct())
                .containsExactly(FIRST);
    }

    @Test
    void aJobWhoseNewestReleaseCannotBeLoadedBeginsWithItsOwnModel() throws Exception {
        long release = releases.publish(folder.resolve("nowhere").toString(), MISSING, null);
        LocalJob job = flink.submit(topics.job(options()));
        releases.await(release, ModelReleaseStatus.REFUSED, 2, PATIENCE);
        label(3);
        job.cancel();

        assertEachLabelIsItsModels();
        assertThat(labels().stream().map(label -> label.getModel().getName()).distinct())
                .containsExactly(FIRST);
        assertThat(releases.outcomes()).hasSize(2);
    }

    /** What one task has refused it cannot load after a restore either. */
    @Test
    void aTaskThatRefusedWhatAnotherTookIsRestoredWithWhatItHad() throws Exception {
        Path good = ReleasedBundles.renamed(folder.resolve("good"), "good");
        Path uneven = ReleasedBundles.renamed(folder.resolve("uneven"), "uneven");
        LocalJob job = flink.submit(topics.job(options()));
        releases.await(releases.publish(good, "good"), ModelReleaseStatus.ACTIVE, 2, PATIENCE);
        long release =
                releases.publish(UnevenFileSystem.SCHEME + "://" + uneven, ReleasedBundles.sha256(uneven), "uneven");
        releases.await(release, ModelReleaseStatus.ACTIVE, 1, PATIENCE);
        releases.await(release, ModelReleaseStatus.REFUSED, 1, PATIENCE);
        label(3);
        String savepoint = job.stopWithSavepoint(folder);

        LocalJob again = flink.restore(topics.job(options()), savepoint);
        label(3);
        List<ModelReleaseOutcome> refused = releases.await(release, ModelReleaseStatus.REFUSED, 2, PATIENCE);
        // And on, by the command's own word for it.
        long mended = releases.publish(uneven, "mended");
        releases.await(mended, ModelReleaseStatus.ACTIVE, 2, PATIENCE);
        label(3);
        again.cancel();

        assertThat(refused).allSatisfy(outcome -> {
            assertThat(outcome.getSubtask()).isEqualTo(1);
            assertThat(outcome.getReason()).contains(UnevenFileSystem.REASON);
            assertThat(outcome.getModel().getVersion()).isEqualTo("good");
        });
        assertEachLabelIsItsModels();
        assertThat(labels().stream().map(label -> label.getModel().getVersion()).distinct())
                .containsExactlyInAnyOrder("good", "uneven", "mended");
    }

    /** The first job's tasks never come to load it; those of the second do. */
    @Test
    void aPendingReleaseIsRestored() throws Exception {
        Path slow = ReleasedBundles.renamed(folder.resolve("slow"), "slow");
        String place = UnevenFileSystem.SCHEME + "://" + slow;
        LocalJob job = flink.submit(topics.job(options()));
        label(2);
        UnevenFileSystem.hold(slow);
        long release = releases.publish(place, ReleasedBundles.sha256(slow), "slow");
        UnevenFileSystem.awaitHeld();
        Path savepoints = Files.createDirectory(folder.resolve("savepoints"));
        CompletableFuture<String> stopped = CompletableFuture.supplyAsync(() -> stop(job, savepoints));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isWritten(savepoints)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
        assertThat(releases.outcomes()).isEmpty();
        UnevenFileSystem.letGo();
        String savepoint = stopped.get();

        LocalJob again = flink.restore(topics.job(options("--parallelism", "1")), savepoint);
        releases.await(release, ModelReleaseStatus.ACTIVE, 1, PATIENCE);
        label(2);
        again.cancel();
        assertEachLabelIsItsModels();
        assertThat(modelsOf(0)).hasSize(2).last().isEqualTo("slow");
    }

    private static String stop(LocalJob job, Path savepoints) {
        try {
            return job.stopWithSavepoint(savepoints);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isWritten(Path savepoints) throws IOException {
        try (Stream<Path> files = Files.walk(savepoints)) {
            return files.anyMatch(file -> file.endsWith("_metadata"));
        } catch (UncheckedIOException e) {
            return false; // It changes meanwhile.
        }
    }

    @Test
    void aSavepointOfAJobWithoutReleasesIsRestored() throws Exception {
        Path good = ReleasedBundles.renamed(folder.resolve("good"), "good");
        LocalJob plain = flink.submit(topics.job("--model-version", "plain"));
        label(3);
        String savepoint = plain.stopWithSavepoint(folder);
        releases.publish(good, "good");

        LocalJob job = flink.restore(topics.job(options()), savepoint);
        label(3);
        job.cancel();

        assertEachLabelIsItsModels();
        for (int partition = 0; partition < 2; partition++) {
            assertThat(modelsOf(partition)).containsExactly("plain", "good");
        }
    }

    @Test
    void aSegmentIsOfTheModelThatLabelledItsBestFrame() throws Exception {
        Path good = ReleasedBundles.renamed(folder.resolve("good"), "good");
        String segments = topics.input + "-segments";
        kafka.createTopic(segments, 1, Map.of());
        String[] emit = {"--emit", "both", "--segments-topic", segments, "--parallelism", "1"};
        LocalJob job = flink.submit(topics.job(options(emit)));
        byte[] cat = Files.readAllBytes(JobFixture.FRAMES.resolve("cat-chelsea.jpg"));
        Instant begin = Instant.now().minusSeconds(600);
        sendCats(cat, begin, 0);
        Records.await(kafka.bootstrapServers(), segments, 1, PATIENCE);
        releases.await(releases.publish(good, "good"), ModelReleaseStatus.ACTIVE, 1, PATIENCE);
        sendCats(cat, begin, CATS);
        // The one's segment closes while the other's opens.
        Records.await(kafka.bootstrapServers(), segments, 3, PATIENCE);
        job.drain(folder);

        List<String> said = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : Records.readRecords(kafka.bootstrapServers(), segments)) {
            Segment segment = SingleObjectCodec.segments().decode(record.value(), null);
            said.add(segment.getState() + " " + segment.getLabel() + " "
                    + segment.getModel().getName());
        }
        assertThat(said)
                .containsExactlyInAnyOrder(
                        "OPEN cat " + FIRST, "CLOSED cat " + FIRST, "OPEN good-cat good", "CLOSED good-cat good");
    }

    /** Ten a second, of one stream. */
    private void sendCats(byte[] cat, Instant begin, int first) throws Exception {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = first; i < first + CATS; i++) {
            ImageEvent event = JobFixture.event("camera-0", i, cat);
            event.setCapturedAt(begin.plusMillis(i * 100L));
            records.add(topics.record(event));
        }
        topics.send(records);
    }

    @Test
    void theSourceAndEverythingBehindItStayOneTask() {
        for (String[] options :
                List.of(options(), options("--fetch-roots", folder.toString(), "--fetch-schemes", "file"))) {
            assertThat(tasks(options))
                    .hasSize(1)
                    .first()
                    .satisfies(task -> assertThat(task)
                            .contains("image-events")
                            .containsSubsequence("release", "decode", "preprocess", "classify", "outcomes"));
        }
        assertThat(tasks(options("--bounded")))
                .noneSatisfy(task -> assertThat(task).contains("release"));

        assertThat(tasks("--top-k", "3"))
                .hasSize(1)
                .allSatisfy(task -> assertThat(task).doesNotContain("release"));
    }

    private List<String> tasks(String... options) {
        return StreamSupport.stream(
                        topics.job(options).getJobGraph().getVertices().spliterator(), false)
                .map(JobVertex::getName)
                .toList();
    }

    @Test
    void aTopicOfTwoPartitionsHasNoNewestRelease() throws Exception {
        kafka.createTopic("twofold", 2, Map.of());
        LocalJob job = flink.submit(topics.job(
                "--model-releases",
                "twofold",
                "--model-release-outcomes",
                "twofold-outcomes",
                "--restart-attempts",
                "1"));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (job.failure().isEmpty()) {
            assertThat(System.nanoTime()).as("the job is %s", job.status()).isLessThan(deadline);
        }
        assertThat(job.failure().orElseThrow())
                .rootCause()
                .hasMessageContaining("--model-releases is twofold, which has 2 partitions");
    }

    @Test
    void aTopicThatIsNotThereIsSaidWhereTheJobIsSubmitted() {
        JobConfig lost = JobConfig.parse(
                topics.arguments("--model-releases", options()[1], "--model-release-outcomes", "lost"), Map.of());
        assertThatThrownBy(
                        () -> KafkaReleases.check(lost.kafka(), lost.releases().orElseThrow()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--model-release-outcomes is lost, and there is no such topic")
                .hasMessageContaining("create it");

        JobConfig config = JobConfig.parse(topics.arguments("--model-releases", "nowhere"), Map.of());
        assertThatThrownBy(() ->
                        KafkaReleases.check(config.kafka(), config.releases().orElseThrow()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--model-releases is nowhere, and there is no such topic")
                .hasMessageContaining("create it with one partition and cleanup.policy=compact");
    }
}
