package io.frametag.bench.profile;

import io.frametag.bench.Bed;
import io.frametag.bench.Effort;
import io.frametag.bench.Experiment;
import io.frametag.bench.frames.FrameSize;
import io.frametag.bench.frames.SizedFrames;
import io.frametag.bench.load.EventTopics;
import io.frametag.bench.load.Events;
import io.frametag.bench.load.Preload;
import io.frametag.bench.machine.Cores;
import io.frametag.bench.rate.Window;
import io.frametag.bench.report.Section;
import io.frametag.bench.report.Table;
import io.frametag.bench.subject.Rig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where a TaskManager's processor time goes while it labels as fast as it can. */
public final class Profile implements Experiment {
    private static final int STREAMS = 8;
    private static final int PARTITIONS = 4;
    private static final int FRAMES_A_SECOND = 260;

    @Override
    public String name() {
        return "profile";
    }

    @Override
    public String question() {
        return "what is left between the job and the plain loop?";
    }

    @Override
    public boolean quick() {
        return false;
    }

    @Override
    public Section run(Bed bed) throws IOException, InterruptedException {
        List<List<String>> rows = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Cores.pinSelf(Cores.REST);
        try {
            for (FrameSize size : List.of(FrameSize.P480, FrameSize.P720)) {
                measure(bed, size, rows, notes);
            }
        } finally {
            Cores.unpinSelf();
        }
        Table table = new Table("", List.of("frames", "where", "share of the CPU time", "ms a frame"), rows);
        return new Section(
                name(),
                "Where the time goes",
                "deploy/frametag bench --full --only profile",
                "All threads of the TaskManager, sampled by async-profiler each millisecond of CPU time, native frames"
                        + " included; x1_0, one task on one core, the input preloaded. Bold is what the plain loop does too.",
                List.of(table),
                List.of(),
                notes);
    }

    private void measure(Bed bed, FrameSize size, List<List<String>> rows, List<String> notes)
            throws IOException, InterruptedException {
        Duration warmUp = Duration.ofSeconds(bed.effort() == Effort.FULL ? 60 : 15);
        Duration window = Duration.ofSeconds(bed.effort() == Effort.FULL ? 20 : 5);
        try (Rig rig = Rig.start(bed, name() + "-" + size.name(), 1)) {
            EventTopics topics = rig.topics(size.name(), PARTITIONS);
            Preload.fill(
                    topics,
                    new Events(SizedFrames.jpegs(bed.project(), size)),
                    STREAMS,
                    warmUp.plus(window).plus(window).toSeconds() * FRAMES_A_SECOND);
            rig.submit(topics, 1, List.of("--delivery", "at-least-once"));
            Path stacks = rig.folder().resolve("stacks.txt");
            Path flames = rig.folder().resolve("flame-graph.html");
            Profiler profiler = Profiler.of(rig.job().taskManager().pid(), rig.folder());
            try (EventTopics.RecordCount labelled = topics.count(topics.labels())) {
                Window.of(rig.job(), labelled, warmUp);
                Allocation before = Allocation.of(rig.job().taskManager().pid());
                Window plain = Window.of(rig.job(), labelled, window);
                double allocated = Allocation.of(rig.job().taskManager().pid()).bytesSince(before) / plain.frames();
                profiler.start();
                Window window2 = Window.of(rig.job(), labelled, window);
                profiler.stop(stacks, flames);
                StackSamples samples = StackSamples.read(stacks);
                table(size, samples, window2.cpuMillisPerFrame(), rows);
                notes.add(String.format(
                        Locale.ROOT,
                        "%s: %.1f %% of the time is what the plain loop does too, %.1f %% if the JIT compiler's is left out."
                                + " %.0f KB of Java heap are allocated for each frame, of whose JPEG the fetched record alone is"
                                + " %.0f KB; pixels and tensors are not among them.",
                        size.text(),
                        100 * samples.usefulShare(),
                        100 * samples.usefulShare() / (1 - samples.share(Layer.ALL.get(10))),
                        allocated / 1024,
                        meanBytes(bed, size) / 1024));
                bed.say("  " + notes.get(notes.size() - 1) + " Flame graph: " + flames);
            }
        }
    }

    private static double meanBytes(Bed bed, FrameSize size) throws IOException {
        return SizedFrames.jpegs(bed.project(), size).stream()
                .mapToInt(jpeg -> jpeg.length)
                .average()
                .orElse(0);
    }

    private static void table(FrameSize size, StackSamples samples, double millis, List<List<String>> rows) {
        String first = size.text();
        for (Layer layer : Layer.ALL) {
            double share = samples.share(layer);
            rows.add(List.of(
                    first,
                    layer.useful() ? "**" + layer.name() + "**" : layer.name(),
                    String.format(Locale.ROOT, "%.2f %%", 100 * share),
                    String.format(Locale.ROOT, "%.3f", share * millis)));
            first = "";
        }
    }
}
