package io.frametag.bench.profile;

import io.frametag.bench.Bed;
import io.frametag.bench.Effort;
import io.frametag.bench.Experiment;
import io.frametag.bench.frames.FrameSize;
import io.frametag.bench.frames.SizedFrames;
import io.frametag.bench.load.EventTopics;
import io.frametag.bench.machine.Cores;
import io.frametag.bench.rate.Window;
import io.frametag.bench.report.Section;
import io.frametag.bench.report.Table;
import io.frametag.bench.subject.BareLoop;
import io.frametag.bench.subject.ChildJvm;
import io.frametag.bench.subject.Rig;
import io.frametag.bench.subject.SharedCount;
import io.frametag.bench.subject.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Where a TaskManager's processor time goes while it labels as fast as it can. */
public final class Profile implements Experiment {

    @Override
    public String name() {
        return "profile";
    }

    @Override
    public String question() {
        return "What is left between the job and the plain loop?";
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
        Table table = new Table(
                "",
                List.of("frames", "where", "job, % of CPU time", "job, CPU ms a frame", "plain loop, CPU ms a frame"),
                rows);
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
        int warmUpFrames = bed.effort() == Effort.FULL ? 24_000 : 3_000;
        Duration window = Duration.ofSeconds(bed.effort() == Effort.FULL ? 20 : 5);
        try (Rig rig = Rig.start(bed, name() + "-" + size.name(), 1)) {
            EventTopics topics = rig.preloaded(size.name(), warmUpFrames, size, window.multipliedBy(3));
            rig.submit(topics, 1, List.of("--delivery", "at-least-once"));
            try (EventTopics.RecordCount labelled = topics.count(topics.labels())) {
                rig.warmUp(warmUpFrames, labelled);
                Allocation before = Allocation.of(rig.job().taskManager().pid());
                Window plain = Window.of(rig.job(), labelled, window);
                double allocated = Allocation.of(rig.job().taskManager().pid()).bytesSince(before) / plain.frames();
                StackSamples ofJob = sample(rig, rig.job(), labelled, window, "job");
                rig.job().taskManager().freeze();
                StackSamples ofLoop = loop(bed, rig, size, window);
                rig.job().taskManager().thaw();
                table(size, ofJob, ofLoop, rows);
                notes.add(String.format(
                        Locale.ROOT,
                        "%s: %.1f %% of the job's time is what the plain loop does too, %.1f %% if the JIT compiler's is left"
                                + " out. %.0f KB of Java heap are allocated for each frame, of which the fetched record with its"
                                + " JPEG alone is %.0f KB; pixels and tensors are not among them.",
                        size.text(),
                        100 * ofJob.usefulShare(),
                        100 * ofJob.usefulShare() / (1 - ofJob.share(Layer.JIT)),
                        allocated / 1024,
                        meanBytes(bed, size) / 1024));
                bed.say("  " + notes.get(notes.size() - 1) + " Flame graphs: " + rig.folder());
            }
        }
    }

    private static StackSamples loop(Bed bed, Rig rig, FrameSize size, Duration window)
            throws IOException, InterruptedException {
        Path counted = rig.folder().resolve("loop.count");
        try (ChildJvm loop = rig.start(
                "plain loop",
                BareLoop.class,
                List.of(bed.project().toString(), rig.model().toString(), size.name(), counted.toString()))) {
            SharedCount count = SharedCount.open(counted);
            Window.of(loop, count, window);
            return sample(rig, loop, count, window, "loop");
        }
    }

    private static StackSamples sample(Rig rig, Subject subject, LongSupplier count, Duration window, String name)
            throws IOException, InterruptedException {
        Path stacks = rig.folder().resolve(name + "-stacks.txt");
        Profiler profiler = Profiler.of(subject.pids().get(0), rig.folder());
        profiler.start();
        Window measured = Window.of(subject, count, window);
        profiler.stop(stacks, rig.folder().resolve(name + "-flame-graph.html"));
        return StackSamples.read(stacks, measured.cpuMillisPerFrame());
    }

    private static double meanBytes(Bed bed, FrameSize size) throws IOException {
        return SizedFrames.jpegs(bed.project(), size).stream()
                .mapToInt(jpeg -> jpeg.length)
                .average()
                .orElse(0);
    }

    private static void table(FrameSize size, StackSamples job, StackSamples loop, List<List<String>> rows) {
        String first = size.text();
        for (Layer layer : Layer.ALL) {
            rows.add(List.of(
                    first,
                    layer.useful() ? "**" + layer.name() + "**" : layer.name(),
                    String.format(Locale.ROOT, "%.2f", 100 * job.share(layer)),
                    String.format(Locale.ROOT, "%.3f", job.millis(layer)),
                    String.format(Locale.ROOT, "%.3f", loop.millis(layer))));
            first = "";
        }
        rows.add(List.of(
                "",
                "all",
                "100",
                String.format(Locale.ROOT, "%.3f", job.millis()),
                String.format(Locale.ROOT, "%.3f", loop.millis())));
    }
}
