package io.frametag.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.frametag.metrics.MetricNames;
import io.frametag.schema.DeadLetterHeaders;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.ImageUri;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that only point at their photos, which a web server on loopback has. */
class FetchIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int CONCURRENCY = 3;
    /** The photos of two streams, which may be in one partition. */
    private static final int PHOTOS = 28;

    private static final InMemoryReporter REPORTER = InMemoryReporter.createWithRetainedMetrics();
    private static EmbeddedKafka kafka;
    private static FlinkCluster flink;

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch allAsked = new CountDownLatch(PHOTOS);

    /** Nothing is answered before it is open. */
    private CountDownLatch gate = new CountDownLatch(0);

    private HttpServer server;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(8 << 20);
        flink = FlinkCluster.start(2, REPORTER.addToConfiguration(new Configuration()));
    }

    @AfterAll
    static void stop() throws Exception {
        flink.close();
        kafka.close();
    }

    @BeforeEach
    void serve() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void serveNoMore() {
        gate.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        int number = asked.incrementAndGet();
        allAsked.countDown();
        try (exchange) {
            assertThat(gate.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            // Some take longer than those behind them.
            TimeUnit.MILLISECONDS.sleep(number % 5 * 10L);
            Path photo =
                    JobFixture.FRAMES.resolve(exchange.getRequestURI().getPath().substring(1));
            if (!Files.exists(photo)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] image = Files.readAllBytes(photo);
            exchange.sendResponseHeaders(200, image.length);
            exchange.getResponseBody().write(image);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String[] options(int concurrency, String... others) {
        List<String> options = new ArrayList<>(List.of(
                "--fetch-hosts",
                "127.0.0.1:" + server.getAddress().getPort(),
                "--fetch-schemes",
                "http",
                "--fetch-private-addresses",
                "--fetch-timeout",
                "100 s",
                "--fetch-concurrency",
                "" + concurrency,
                "--max-image-bytes",
                "1m"));
        options.addAll(List.of(others));
        return options.toArray(String[]::new);
    }

    private ImageEvent pointing(String stream, long sequence, String photo) {
        ImageEvent event = JobFixture.event(stream, sequence, new byte[0]);
        event.setPayload(ImageUri.newBuilder()
                .setUri("http://127.0.0.1:" + server.getAddress().getPort() + "/" + photo + "?Signature=SECRET")
                .build());
        event.setEventId(photo);
        return event;
    }

    /** Two streams, each with every photo. */
    private List<ProducerRecord<byte[], byte[]>> allPhotos(JobFixture topics) throws Exception {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (Path photo : JobFixture.frames()) {
            for (String stream : List.of("camera-0", "camera-1")) {
                records.add(topics.record(
                        pointing(stream, records.size(), photo.getFileName().toString())));
            }
        }
        return records;
    }

    private static void assertEachOnceInOrder(JobFixture topics, int count) throws Exception {
        List<ImageLabels> labels = topics.readLabels();
        Map<String, List<Long>> sequences = new HashMap<>();
        for (ImageLabels label : labels) {
            assertThat(label.getEventId()).startsWith(label.getLabels().get(0).getName());
            sequences
                    .computeIfAbsent(label.getStreamId(), stream -> new ArrayList<>())
                    .add(label.getSequence());
        }
        assertThat(sequences)
                .hasSize(2)
                .allSatisfy((stream, inTopic) -> assertThat(inTopic).isSorted().doesNotHaveDuplicates());
        assertThat(labels).hasSize(count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"frames", "both"})
    void eachPhotoIsFetchedAndLabelledInTheOrderOfItsStream(String emit) throws Exception {
        JobFixture topics = new JobFixture(kafka, "fetch-" + emit, 2, Map.of());
        kafka.createTopic("fetch-" + emit + "-segments", 1, Map.of());
        List<ProducerRecord<byte[], byte[]>> records = allPhotos(topics);
        int photos = records.size();
        // Between them one that is not there, one that may not be fetched, and one that brings its photo.
        ProducerRecord<byte[], byte[]> missing = topics.record(pointing("camera-0", 5, "no-photo.jpg"));
        ImageEvent elsewhere = pointing("camera-1", 6, "x");
        elsewhere.setPayload(ImageUri.newBuilder()
                .setUri("http://169.254.169.254/latest/meta-data/?SECRET")
                .build());
        ImageEvent inline =
                JobFixture.event("camera-1", photos, Files.readAllBytes(JobFixture.FRAMES.resolve("cat-chelsea.jpg")));
        inline.setEventId("cat, inline");
        records.add(5, missing);
        records.add(6, topics.record(elsewhere));
        records.add(topics.record(inline));
        topics.send(records);

        LocalJob job = flink.submit(topics.job(
                options(CONCURRENCY, "--bounded", "--emit", emit, "--segments-topic", "fetch-" + emit + "-segments")));
        job.awaitFinished(PATIENCE);

        assertEachOnceInOrder(topics, photos + 1);
        List<ConsumerRecord<byte[], byte[]>> letters = topics.readDeadLetters();
        assertThat(letters)
                .extracting(letter -> header(letter, DeadLetterHeaders.REASON))
                .containsExactlyInAnyOrder("FETCH_FAILED", "FETCH_REFUSED");
        assertThat(letters)
                .extracting(letter -> header(letter, DeadLetterHeaders.EXCEPTION_MESSAGE))
                .noneMatch(message -> message.contains("SECRET"));
        assertThat(letters).as("as they came").anyMatch(letter -> Arrays.equals(letter.value(), missing.value()));
        assertThat(count(job, MetricNames.FETCHED)).isEqualTo(photos);
        assertThat(count(job, MetricNames.FETCH_FAILED)).isEqualTo(2);
        long bytes = 0;
        for (Path photo : JobFixture.frames()) {
            bytes += 2 * Files.size(photo);
        }
        assertThat(count(job, MetricNames.FETCHED_BYTES)).isEqualTo(bytes);
    }

    @Test
    void aCheckpointHoldsWhatIsUnderWayAndEachPhotoIsLabelledOnce() throws Exception {
        JobFixture topics = new JobFixture(kafka, "fetch-checkpoint", 2, Map.of());
        List<ProducerRecord<byte[], byte[]>> records = allPhotos(topics);
        assertThat(records).hasSize(PHOTOS);
        topics.send(records);
        Configuration keeping = new Configuration();
        keeping.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
        keeping.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);

        gate = new CountDownLatch(1);
        LocalJob first = flink.submit(topics.job(
                keeping, options(PHOTOS + 1, "--delivery", "exactly-once", "--checkpoint-interval", "1 min")));
        assertThat(allAsked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        String checkpoint = first.checkpoint();
        first.cancel();
        assertThat(topics.readLabels()).isEmpty();
        gate.countDown();

        LocalJob second = flink.restore(
                topics.job(options(PHOTOS + 1, "--delivery", "exactly-once", "--checkpoint-interval", "200 ms")),
                checkpoint);
        topics.awaitLabels(records.size(), PATIENCE);
        second.cancel();
        assertEachOnceInOrder(topics, records.size());
    }

    @Test
    void aSavepointWaitsForNoFetch() throws Exception {
        JobFixture topics = new JobFixture(kafka, "fetch-savepoint", 2, Map.of());
        List<ProducerRecord<byte[], byte[]>> records = allPhotos(topics);
        assertThat(records).hasSize(PHOTOS);
        topics.send(records);

        gate = new CountDownLatch(1);
        LocalJob first = flink.submit(
                topics.job(options(PHOTOS + 1, "--delivery", "exactly-once", "--checkpoint-interval", "200 ms")));
        assertThat(allAsked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        String savepoint = first.stopWithSavepoint(folder);
        assertThat(topics.readDeadLetters())
                .as("what was broken off is no dead letter")
                .isEmpty();
        assertThat(topics.readLabels()).isEmpty();
        gate.countDown();

        LocalJob second = flink.restore(
                topics.job(options(PHOTOS + 1, "--delivery", "exactly-once", "--checkpoint-interval", "200 ms")),
                savepoint);
        topics.awaitLabels(records.size(), PATIENCE);
        second.cancel();
        assertEachOnceInOrder(topics, records.size());
    }

    private static long count(LocalJob job, String name) {
        Map<String, Metric> found = REPORTER.findMetrics(job.id(), "frametag." + name + "$");
        assertThat(found).as(name).isNotEmpty();
        return found.values().stream()
                .mapToLong(counter -> ((Counter) counter).getCount())
                .sum();
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }
}
