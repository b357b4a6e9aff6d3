package io.frametag.bench.growth;

import io.frametag.bench.Bed;
import io.frametag.bench.BenchFailure;
import io.frametag.bench.Effort;
import io.frametag.bench.Experiment;
import io.frametag.bench.frames.FrameSize;
import io.frametag.bench.frames.SizedFrames;
import io.frametag.bench.load.EventTopics;
import io.frametag.bench.load.Events;
import io.frametag.bench.load.Preload;
import io.frametag.bench.machine.CpuTime;
import io.frametag.bench.machine.Memory;
import io.frametag.bench.rate.Window;
import io.frametag.bench.report.Chart;
import io.frametag.bench.report.Chart.Series;
import io.frametag.bench.report.Section;
import io.frametag.bench.report.Table;
import io.frametag.bench.subject.Rig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A thousand frames to a million: what a frame costs, and how much memory is held, from beginning to end. */
public final class Endurance implements Experiment {
    private static final int PARTITIONS = 8;
    private static final int STREAMS = 64;
    private static final int SLOTS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration SAMPLE = Duration.ofSeconds(1);

    /** @param cpuSeconds of the TaskManager until then */
    private record Sample(double seconds, long frames, double cpuSeconds, long residentBytes) {}

    @Override
    public String name() {
        return "endurance";
    }

    @Override
    public String question() {
        return "Does a frame cost the same after a million frames, and is memory flat?";
    }

    @Override
    public Section run(Bed bed) throws IOException, InterruptedException {
        long frames = bed.effort() == Effort.FULL ? 1_000_000 : 50_000;
        List<Sample> samples = new ArrayList<>();
        try (Rig rig = Rig.start(bed, name(), SLOTS)) {
            EventTopics topics = rig.topics(name(), PARTITIONS);
            Preload.fill(topics, new Events(SizedFrames.jpegs(bed.project(), FrameSize.P72)), STREAMS, frames);
            rig.submit(topics, "bundled:pp-lcnet-x0_5-cifar10", SLOTS, List.of("--delivery", "at-least-once"));
            long begin = System.nanoTime();
            try (EventTopics.RecordCount labelled = topics.count(topics.labels())) {
                long progressed = begin;
                for (long done = 0; done < frames; ) {
                    if (Window.of(rig.job(), labelled, SAMPLE).frames() > 0) {
                        progressed = System.nanoTime();
                    } else if (System.nanoTime() - progressed > PATIENCE.toNanos()) {
                        throw new BenchFailure("The job stands still after " + done + " of " + frames
                                + " frames: its logs are in " + rig.folder() + ".");
                    }
                    done = labelled.getAsLong();
                    samples.add(new Sample(
                            (System.nanoTime() - begin) / 1e9,
                            done,
                            CpuTime.of(rig.job().pids()).toNanos() / 1e9,
                            Memory.resident(rig.job().taskManager().pid())));
                }
            }
            rig.job().cancel();
        }
        return section(frames, samples);
    }

    private Section section(long frames, List<Sample> samples) {
        List<List<String>> rows = new ArrayList<>();
        for (long to = frames / 100; to <= frames; to *= 10) {
            Sample first = at(samples, to / 10);
            Sample last = at(samples, to);
            rows.add(List.of(
                    String.format(Locale.ROOT, "%,d to %,d", first.frames(), last.frames()),
                    Table.cell((last.frames() - first.frames()) / (last.seconds() - first.seconds()), 0),
                    Table.cell((last.cpuSeconds() - first.cpuSeconds()) * 1e3 / (last.frames() - first.frames()), 3),
                    Table.cell(last.residentBytes() / (double) (1 << 20), 0)));
        }
        Table table = new Table("", List.of("frames", "frames/s", "CPU ms a frame", "resident at the end, MiB"), rows);
        return new Section(
                name(),
                String.format(Locale.ROOT, "%,d frames on end", frames),
                "deploy/frametag bench --full --only endurance",
                "The bundled model, " + FrameSize.P72.text() + " frames, " + STREAMS + " streams in " + PARTITIONS
                        + " partitions, two slots on both cores, at-least-once, the input preloaded. The first frames pay"
                        + " for the JIT compiler.",
                List.of(table),
                List.of(
                        new Chart(
                                name() + "-memory",
                                "Memory of the TaskManager",
                                "frames labelled, thousands",
                                "resident, MiB",
                                Chart.Kind.LINES,
                                List.of(memory(samples))),
                        new Chart(
                                name() + "-rate",
                                "Rate",
                                "frames labelled, thousands",
                                "frames/s, over 10 s",
                                Chart.Kind.LINES,
                                List.of(rate(samples)))),
                List.of());
    }

    private static Sample at(List<Sample> samples, long frames) {
        return samples.stream()
                .filter(sample -> sample.frames() >= frames)
                .findFirst()
                .orElse(samples.get(samples.size() - 1));
    }

    private static Series memory(List<Sample> samples) {
        return new Series(
                "resident",
                samples.stream().map(sample -> sample.frames() / 1e3).toList(),
                samples.stream()
                        .map(sample -> sample.residentBytes() / (double) (1 << 20))
                        .toList(),
                List.of());
    }

    private static Series rate(List<Sample> samples) {
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (int i = 10; i < samples.size(); i++) {
            Sample from = samples.get(i - 10);
            Sample to = samples.get(i);
            x.add(to.frames() / 1e3);
            y.add((to.frames() - from.frames()) / (to.seconds() - from.seconds()));
        }
        return new Series("frames/s", x, y, List.of());
    }
}
