package io.frametag.bench.peer;

import io.frametag.bench.Bed;
import io.frametag.bench.Effort;
import io.frametag.bench.Experiment;
import io.frametag.bench.frames.FrameSize;
import io.frametag.bench.frames.SizedFrames;
import io.frametag.bench.load.EventTopics;
import io.frametag.bench.load.Events;
import io.frametag.bench.load.Preload;
import io.frametag.bench.rate.Window;
import io.frametag.bench.report.Chart;
import io.frametag.bench.report.Chart.Series;
import io.frametag.bench.report.Section;
import io.frametag.bench.report.Spread;
import io.frametag.bench.report.Table;
import io.frametag.bench.subject.Rig;
import io.frametag.bench.subject.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What others would write for the same work, from the same topic, each in turn with both cores to itself. */
public final class Peers implements Experiment {
    private static final int STREAMS = 16;
    private static final int PARTITIONS = 4;
    /** More than both cores reach. */
    private static final int FRAMES_A_SECOND = 420;

    private static final String JOB = "Flink job, 2 slots";
    private static final String JAVA = "Java: plain consumer, ImageIO, default settings";

    /** Node's set-ups: what was best on one core, and the ways to use two. */
    private static final List<NodePeer.Setting> NODE =
            List.of(new NodePeer.Setting(2, 1, 4), new NodePeer.Setting(2, 1, 1));

    @Override
    public String name() {
        return "peers";
    }

    @Override
    public String question() {
        return "How fast are a plain Java consumer and Node at the same work?";
    }

    @Override
    public Section run(Bed bed) throws IOException, InterruptedException {
        List<String> notes = new ArrayList<>();
        Optional<NodePeer> node = node(bed, notes);
        List<List<String>> rows = new ArrayList<>();
        List<Series> bars = new ArrayList<>();
        for (FrameSize size : List.of(FrameSize.P480, FrameSize.P720)) {
            Map<String, List<Window>> measured = measure(bed, size, node);
            List<String> names = List.copyOf(measured.keySet());
            List<Double> job = rates(measured.get(JOB));
            for (String who : names) {
                rows.add(List.of(
                        size.text(),
                        who,
                        Spread.of(rates(measured.get(who))).text(1),
                        Spread.of(measured.get(who).stream()
                                        .map(Window::cpuMillisPerFrame)
                                        .toList())
                                .text(2),
                        Spread.ofRatios(job, rates(measured.get(who))).text(2)));
            }
            bars.add(new Series(
                    size.text(),
                    List.of(),
                    names.stream()
                            .map(who -> Spread.of(rates(measured.get(who))).median())
                            .toList(),
                    names));
        }
        return new Section(
                name(),
                "Beside what others would write",
                "deploy/frametag bench --full --only peers",
                "x1_0, from the same preloaded topic, Kafka to Kafka, each in turn with both cores (which the broker shares)."
                        + " The sources are in `bench/peers/node` and `io.frametag.bench.peer`.",
                List.of(new Table("", List.of("frames", "", "frames/s", "CPU ms a frame", "job / this"), rows)),
                List.of(new Chart(name(), "Frames a second on two cores", "", "frames/s", Chart.Kind.BARS, bars)),
                notes);
    }

    private static Optional<NodePeer> node(Bed bed, List<String> notes) throws IOException, InterruptedException {
        try {
            return Optional.of(NodePeer.install(bed.project()));
        } catch (UnavailableException e) {
            notes.add("Node was not measured: " + e.getMessage());
            bed.say("  " + notes.get(0));
            return Optional.empty();
        }
    }

    private Map<String, List<Window>> measure(Bed bed, FrameSize size, Optional<NodePeer> node)
            throws IOException, InterruptedException {
        boolean full = bed.effort() == Effort.FULL;
        int rounds = full ? 2 : 1;
        Duration jobWarmUp = Duration.ofSeconds(full ? 50 : 8);
        Duration warmUp = Duration.ofSeconds(full ? 8 : 4);
        Duration window = Duration.ofSeconds(full ? 10 : 4);
        Map<String, List<Window>> measured = new LinkedHashMap<>();
        try (Rig rig = Rig.start(bed, name() + "-" + size.name(), 2)) {
            EventTopics input = rig.topics(size.name(), PARTITIONS);
            Preload.fill(
                    input,
                    new Events(SizedFrames.jpegs(bed.project(), size)),
                    STREAMS,
                    jobWarmUp.plus(window).toSeconds() * FRAMES_A_SECOND);
            for (int round = 0; round < rounds; round++) {
                EventTopics topics = input.readBy("job-" + round);
                rig.submit(topics, 2, List.of("--delivery", "at-least-once"));
                add(bed, measured, JOB, count(rig.job(), topics, jobWarmUp, window));
                rig.job().cancel();

                topics = input.readBy("java-" + round);
                Path output = rig.folder().resolve("java-" + round + ".out");
                try (Subject java = JavaPeerProcess.start(task(rig, topics), output)) {
                    add(bed, measured, JAVA, count(java, topics, warmUp, window));
                }
                for (NodePeer.Setting setting : node.isPresent() ? NODE : List.<NodePeer.Setting>of()) {
                    String name =
                            "Node: kafkajs, sharp, " + setting.workers() + " processes, batches of " + setting.batch();
                    topics = input.readBy("node-" + setting.workers() + "-" + setting.batch() + "-" + round);
                    output = rig.folder().resolve(topics.outputs() + ".out");
                    try (Subject peer = node.get().start(task(rig, topics), output, setting)) {
                        add(bed, measured, name, count(peer, topics, warmUp, window));
                    }
                }
            }
        }
        return measured;
    }

    private static PeerTask task(Rig rig, EventTopics topics) {
        return new PeerTask(
                topics.bootstrapServers(),
                topics.input(),
                topics.labels(),
                rig.model().resolve("inference.onnx"),
                topics.outputs());
    }

    private static Window count(Subject subject, EventTopics topics, Duration warmUp, Duration window)
            throws InterruptedException {
        try (EventTopics.RecordCount labelled = topics.count(topics.labels())) {
            Window.of(subject, labelled, warmUp);
            return Window.of(subject, labelled, window);
        }
    }

    private static void add(Bed bed, Map<String, List<Window>> measured, String who, Window window) {
        measured.computeIfAbsent(who, unused -> new ArrayList<>()).add(window);
        bed.say("  " + who + ": " + window);
    }

    private static List<Double> rates(List<Window> windows) {
        return windows.stream().map(Window::framesPerSecond).toList();
    }
}
