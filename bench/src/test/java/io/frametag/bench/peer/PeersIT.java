package io.frametag.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.frametag.bench.frames.FrameSize;
import io.frametag.bench.frames.SizedFrames;
import io.frametag.bench.models.UntrainedBundle;
import io.frametag.bench.subject.Subject;
import io.frametag.image.DecodeMode;
import io.frametag.image.ImageDecoder;
import io.frametag.image.ImageFormat;
import io.frametag.image.ImageGeometry;
import io.frametag.image.ImageLimits;
import io.frametag.image.Preprocessor;
import io.frametag.model.Classifier;
import io.frametag.model.ModelBundle;
import io.frametag.standalone.BrokerProcess;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The peers do the whole job, and the same job: they are held to what our own classes say of the same frames. */
@Timeout(400)
class PeersIT {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path MODEL = PROJECT.resolve("bench/src/test/resources/peers/patch-means.onnx");
    private static final int FRAMES = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Long enough for a label too many to come. */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    @TempDir
    private static Path folder;

    private static BrokerProcess broker;
    private static Map<String, byte[]> frames;
    private static Map<String, float[]> expected;

    @BeforeAll
    static void start() throws Exception {
        List<byte[]> photos = SizedFrames.jpegs(PROJECT, FrameSize.P480);
        frames = new LinkedHashMap<>();
        for (int i = 0; i < FRAMES; i++) {
            frames.put("camera-" + i, photos.get(i % photos.size()));
        }
        expected = probabilities(frames);
        broker = BrokerProcess.start(folder.resolve("records"), folder.resolve("logs"));
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void theJavaPeerLabelsEveryFrameOnce() throws Exception {
        FrameTopics topics = FrameTopics.create(broker.bootstrapServers(), "java");
        try (Subject peer = JavaPeerProcess.start(task(topics), folder.resolve("java.out"), List.of())) {
            assertThat(peer.pids()).containsExactly(peer.pid());
            assertLabelsEveryFrameOnce(topics);
        }
    }

    @Test
    void theNodePeerLabelsEveryFrameOnce() throws Exception {
        NodePeer node = install();
        FrameTopics topics = FrameTopics.create(broker.bootstrapServers(), "node");
        NodePeer.Setting setting = new NodePeer.Setting(2, 1, 4);
        try (Subject peer = node.start(task(topics), folder.resolve("node.out"), List.of(), setting)) {
            assertThat(peer.pids()).hasSize(3).startsWith(peer.pid());
            assertLabelsEveryFrameOnce(topics);
        }
    }

    private static NodePeer install() throws Exception {
        try {
            return NodePeer.install(PROJECT);
        } catch (UnavailableException e) {
            return abort(e.getMessage());
        }
    }

    private static PeerTask task(FrameTopics topics) {
        return new PeerTask(topics.bootstrapServers(), topics.input(), topics.output(), MODEL, topics.input());
    }

    private static void assertLabelsEveryFrameOnce(FrameTopics topics) throws Exception {
        topics.send(frames);
        assertThat(topics.labels(FRAMES, PATIENCE)).hasSize(FRAMES);

        Map<String, List<PeerLabel>> labels = topics.labels(FRAMES + 1, SILENCE);

        assertThat(labels).containsOnlyKeys(frames.keySet());
        assertThat(labels.values()).allSatisfy(ofOneFrame -> assertThat(ofOneFrame)
                .hasSize(1));
        assertThat(labels.values().stream().map(one -> one.get(0).partition() + ":" + one.get(0).offset()))
                .doesNotHaveDuplicates();
        long agreed = 0;
        double worst = 0;
        double sum = 0;
        for (Map.Entry<String, List<PeerLabel>> one : labels.entrySet()) {
            PeerLabel label = one.getValue().get(0);
            float[] ours = expected.get(one.getKey());
            assertThat(label.eventId()).isEqualTo("of-" + one.getKey());
            assertThat(label.streamId()).isEqualTo(one.getKey());
            assertThat(label.sequence()).isEqualTo(FrameTopics.SEQUENCE);
            assertThat(label.labels()).hasSize(5);
            if (label.labels().get(0).index() == best(ours)) agreed++;
            for (PeerLabel.Score score : label.labels()) {
                sum += Math.abs(score.score() - ours[score.index()]) / score.score();
                worst = Math.max(worst, Math.abs(score.score() - ours[score.index()]) / score.score());
            }
        }
        System.out.println(topics.input() + " agreed " + agreed + " worst relative " + worst + " mean " + sum / 100);
    }

    private static int best(float[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }

    private static Map<String, float[]> probabilities(Map<String, byte[]> jpegs) throws Exception {
        ModelBundle bundle = UntrainedBundle.load(MODEL);
        ImageGeometry geometry = bundle.spec().geometry();
        ImageLimits limits = new ImageLimits(Set.of(ImageFormat.JPEG), 1 << 20, 1 << 20);
        Map<String, float[]> all = new HashMap<>();
        try (ImageDecoder decoder = new ImageDecoder(limits, DecodeMode.FAST, geometry);
                Preprocessor preprocessor = new Preprocessor(geometry);
                Classifier classifier = Classifier.open(bundle)) {
            for (Map.Entry<String, byte[]> jpeg : jpegs.entrySet()) {
                byte[] rgb = preprocessor.rgb(decoder.decode(ByteBuffer.wrap(jpeg.getValue())));
                all.put(jpeg.getKey(), classifier.probabilities(rgb));
            }
        }
        return all;
    }
}
