package io.frametag.bench.rate;

import io.frametag.bench.Bed;
import io.frametag.bench.Effort;
import io.frametag.bench.Experiment;
import io.frametag.bench.frames.FrameSize;
import io.frametag.bench.load.EventTopics;
import io.frametag.bench.machine.Cores;
import io.frametag.bench.report.Section;
import io.frametag.bench.report.Spread;
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
import java.util.function.LongSupplier;

/**
 * The job, Kafka to Kafka, beside the plain loop, on the same core in turns: while one runs, the other is stopped by a
 * signal, so that both meet the same moments of a noisy machine and stay warm.
 */
public final class JobAndLoop implements Experiment {
    private static final Duration SETTLING = Duration.ofMillis(1500);

    @Override
    public String name() {
        return "job-and-loop";
    }

    @Override
    public String question() {
        return "How close does the job come to a plain loop of its own classes?";
    }

    @Override
    public boolean quick() {
        return true;
    }

    @Override
    public Section run(Bed bed) throws IOException, InterruptedException {
        Cores.pinSelf(Cores.REST);
        List<List<String>> rows = new ArrayList<>();
        try {
            for (FrameSize size :
                    bed.effort() == Effort.FULL ? List.of(FrameSize.P480, FrameSize.P720) : List.of(FrameSize.P480)) {
                rows.addAll(measure(bed, size));
            }
        } finally {
            Cores.unpinSelf();
        }
        Table table =
                new Table("", List.of("frames", "", "plain loop", "Flink job, Kafka to Kafka", "job / loop"), rows);
        return new Section(
                name(),
                "Job against bare loop",
                "deploy/frametag bench --full --only job-and-loop",
                "x1_0, at-least-once, the input preloaded, one task. Both run on one core, in turns: while one runs, the other"
                        + " is stopped by a signal; broker, JobManager and the harness are on the other core. The plain"
                        + " loop decodes, preprocesses and classifies frames in memory with the job's own classes: no"
                        + " Kafka, no Flink, no Avro. Ratios are of neighbouring turns; above, more is better, and below it"
                        + " is the loop's cost over the job's.",
                List.of(table),
                List.of(),
                List.of());
    }

    private List<List<String>> measure(Bed bed, FrameSize size) throws IOException, InterruptedException {
        int rounds = bed.effort() == Effort.FULL ? 6 : 2;
        int unmeasured = bed.effort() == Effort.FULL ? 2 : 0;
        Duration window = Duration.ofSeconds(bed.effort() == Effort.FULL ? 8 : 3);
        int warmUpFrames = bed.effort() == Effort.FULL ? 30_000 : 2_000;
        try (Rig rig = Rig.start(bed, name() + "-" + size.name(), 1)) {
            EventTopics topics = rig.preloaded(
                    size.name(),
                    warmUpFrames,
                    size,
                    window.plus(SETTLING).plusSeconds(1).multipliedBy(unmeasured + rounds + 1L));
            rig.submit(topics, 1, List.of("--delivery", "at-least-once"));
            Path counted = rig.folder().resolve("loop.count");
            try (EventTopics.RecordCount labelled = topics.count(topics.labels())) {
                rig.warmUp(warmUpFrames, labelled);
                rig.job().taskManager().freeze();
                List<Window> ofLoop = new ArrayList<>();
                List<Window> ofJob = new ArrayList<>();
                try (ChildJvm loop = rig.start(
                        "plain loop",
                        BareLoop.class,
                        List.of(bed.project().toString(), rig.model().toString(), size.name(), counted.toString()))) {
                    SharedCount looped = SharedCount.open(counted);
                    // A second of it is as warm as it gets: there is little Java in it.
                    Window.of(loop, looped, window);
                    for (int round = 0; round < unmeasured + rounds; round++) {
                        Window looping = settled(loop, looped, window);
                        loop.process().freeze();
                        rig.job().taskManager().thaw();
                        Window working = settled(rig.job(), labelled, window);
                        rig.job().taskManager().freeze();
                        loop.process().thaw();
                        bed.say("  " + size.text() + ": loop " + looping + ", job " + working);
                        // Stopping and going on has code of its own for the JIT compiler.
                        if (round >= unmeasured) {
                            ofLoop.add(looping);
                            ofJob.add(working);
                        }
                    }
                }
                return rows(size, ofLoop, ofJob);
            }
        }
    }

    /** What was stopped a moment ago first takes up what has queued meanwhile. */
    private static Window settled(Subject subject, LongSupplier labelled, Duration window) throws InterruptedException {
        Window.of(subject, labelled, SETTLING);
        return Window.of(subject, labelled, window);
    }

    private static List<List<String>> rows(FrameSize size, List<Window> loop, List<Window> job) {
        List<Double> loopRates = loop.stream().map(Window::framesPerSecond).toList();
        List<Double> jobRates = job.stream().map(Window::framesPerSecond).toList();
        List<Double> loopCosts = loop.stream().map(Window::cpuMillisPerFrame).toList();
        List<Double> jobCosts = job.stream().map(Window::cpuMillisPerFrame).toList();
        return List.of(
                List.of(
                        size.text(),
                        "frames/s",
                        Spread.of(loopRates).text(1),
                        Spread.of(jobRates).text(1),
                        Spread.ofRatios(jobRates, loopRates).text(3)),
                List.of(
                        "",
                        "CPU ms a frame",
                        Spread.of(loopCosts).text(2),
                        Spread.of(jobCosts).text(2),
                        Spread.ofRatios(loopCosts, jobCosts).text(3)));
    }
}
