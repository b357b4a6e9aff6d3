package io.frametag.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.frametag.bench.frames.FrameSize;
import io.frametag.bench.frames.SizedFrames;
import io.frametag.bench.models.UntrainedBundle;
import io.frametag.bench.subject.Subject;
import io.frametag.standalone.BrokerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The peers do the whole job, and the same job: they are held to what our own classes say of the same frames. */
@Timeout(400)
class PeersIT {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    /** An untrained network says the same of every image; this one's scores are means of patches of pixels. */
    private static final Path MODEL = PROJECT.resolve("bench/src/test/resources/peers/patch-means.onnx");

    private static final int FRAMES = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Long enough for a label too many to come. */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    @TempDir
    private static Path folder;

    private static BrokerProcess broker;
    private static Map<String, byte[]> frames;
    private static OwnScores own;

    @BeforeAll
    static void start() throws Exception {
        List<byte[]> photos = SizedFrames.jpegs(PROJECT, FrameSize.P480);
        frames = new LinkedHashMap<>();
        for (int i = 0; i < FRAMES; i++) {
            frames.put("camera-" + i, photos.get(i % photos.size()));
        }
        own = OwnScores.of(UntrainedBundle.load(MODEL), frames);
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
        List<PeerLabel> labels;
        try (Subject peer = JavaPeerProcess.start(task(topics), folder.resolve("java.out"))) {
            assertThat(peer.pids()).hasSize(1);
            labels = labelsOfAllFrames(topics);
        }
        // It samples the very points that OpenCV does.
        assertAgreement(labels, FRAMES, 0.005);
    }

    @Test
    void theNodePeerLabelsEveryFrameOnce() throws Exception {
        NodePeer node = install();
        FrameTopics topics = FrameTopics.create(broker.bootstrapServers(), "node");
        NodePeer.Setting setting = new NodePeer.Setting(2, 1, 4);
        List<PeerLabel> labels;
        try (Subject peer = node.start(task(topics), folder.resolve("node.out"), setting)) {
            assertThat(peer.pids()).hasSize(3);
            labels = labelsOfAllFrames(topics);
        }
        // Its crop rounds up where ours rounds down: patches at edges move by a column of their twelve.
        assertAgreement(labels, FRAMES * 8 / 10, 0.05);
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

    private static List<PeerLabel> labelsOfAllFrames(FrameTopics topics) throws Exception {
        topics.send(frames);
        assertThat(topics.labels(FRAMES, PATIENCE)).hasSize(FRAMES);

        Map<String, List<PeerLabel>> labels = topics.labels(FRAMES + 1, SILENCE);

        assertThat(labels).containsOnlyKeys(frames.keySet());
        assertThat(labels).allSatisfy((stream, ofOneFrame) -> {
            assertThat(ofOneFrame).hasSize(1);
            PeerLabel label = ofOneFrame.get(0);
            assertThat(label.eventId()).isEqualTo("of-" + stream);
            assertThat(label.streamId()).isEqualTo(stream);
            assertThat(label.sequence()).isEqualTo(FrameTopics.SEQUENCE);
            assertThat(label.labels()).hasSize(5);
        });
        List<PeerLabel> all = labels.values().stream().map(one -> one.get(0)).toList();
        assertThat(all.stream().map(label -> label.partition() + "@" + label.offset()))
                .doesNotHaveDuplicates();
        return all;
    }

    private static void assertAgreement(List<PeerLabel> labels, int onBest, double meanDifference) {
        double mean =
                labels.stream().mapToDouble(own::relativeDifference).average().orElseThrow();
        System.out.println("Scores differ from ours by " + mean + " of themselves.");
        assertThat(labels.stream().filter(own::agreesOnBest)).hasSizeGreaterThanOrEqualTo(onBest);
        assertThat(mean).isLessThan(meanDifference);
    }
}
