package io.frametag.bench.rate;

import io.frametag.bench.Bed;
import io.frametag.bench.Effort;
import io.frametag.bench.Experiment;
import io.frametag.bench.frames.FrameSize;
import io.frametag.bench.frames.SizedFrames;
import io.frametag.bench.load.EventTopics;
import io.frametag.bench.load.Events;
import io.frametag.bench.load.Preload;
import io.frametag.bench.machine.Cores;
import io.frametag.bench.models.UntrainedBundle;
import io.frametag.bench.report.Section;
import io.frametag.bench.report.Spread;
import io.frametag.bench.report.Table;
import io.frametag.bench.subject.BareLoop;
import io.frametag.bench.subject.ChildJvm;
import io.frametag.bench.subject.FlinkJob;
import io.frametag.bench.subject.SharedCount;
import io.frametag.standalone.BrokerProcess;
import java.io.IOException;
import java.nio.file.Files;
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
    private static final int STREAMS = 8;
    private static final int PARTITIONS = 4;
    /** More than one core reaches. */
    private static final int FRAMES_A_SECOND = 260;

    @Override
    public String name() {
        return "job-and-loop";
    }

    @Override
    public String question() {
        return "how close does the job come to a plain loop of its own classes?";
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
            for (FrameSize size : List.of(FrameSize.P480, FrameSize.P720)) {
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
                "",
                List.of(table),
                List.of(),
                List.of());
    }

    private List<List<String>> measure(Bed bed, FrameSize size) throws IOException, InterruptedException {
        int rounds = bed.effort() == Effort.FULL ? 7 : 2;
        Duration window = Duration.ofSeconds(bed.effort() == Effort.FULL ? 10 : 5);
        Duration warmUp = Duration.ofSeconds(bed.effort() == Effort.FULL ? 20 : 8);
        Path folder = Files.createDirectories(bed.folder().resolve(name() + "-" + size.name()));
        Path model = UntrainedBundle.write(bed.project().resolve(UntrainedBundle.X1_0), folder.resolve("model"));
        Path counted = folder.resolve("loop.count");
        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("kafka"), folder.resolve("log"));
                ChildJvm loop = ChildJvm.start(
                        "plain loop",
                        folder,
                        BareLoop.class,
                        List.of(bed.project().toString(), model.toString(), size.name(), counted.toString()));
                FlinkJob job = FlinkJob.cluster(bed.project(), folder.resolve("flink"), 1)) {
            loop.process().freeze();
            EventTopics topics = EventTopics.create(broker.bootstrapServers(), size.name(), PARTITIONS);
            long frames = (warmUp.toSeconds() + 3L * rounds + (long) rounds * window.toSeconds()) * FRAMES_A_SECOND;
            Preload.fill(topics, new Events(SizedFrames.jpegs(bed.project(), size)), STREAMS, frames);
            Cores.pin(loop.process().pid(), Cores.MEASURED);
            Cores.pin(job.taskManager().pid(), Cores.MEASURED);
            job.submit(bed.project(), topics, model, 1, List.of("--delivery", "at-least-once"));
            SharedCount looped = SharedCount.open(counted);
            List<Window> ofLoop = new ArrayList<>();
            List<Window> ofJob = new ArrayList<>();
            try (EventTopics.RecordCount labelled = topics.count(topics.labels())) {
                Window.of(job, labelled, warmUp);
                job.taskManager().freeze();
                loop.process().thaw();
                Window.of(loop, looped, warmUp);
                for (int round = 0; round < rounds; round++) {
                    ofLoop.add(settled(loop, looped, window));
                    loop.process().freeze();
                    job.taskManager().thaw();
                    ofJob.add(settled(job, labelled, window));
                    job.taskManager().freeze();
                    loop.process().thaw();
                    bed.say("  " + size + ": loop " + ofLoop.get(round) + ", job " + ofJob.get(round));
                }
                job.taskManager().thaw();
            }
            return rows(size, ofLoop, ofJob);
        }
    }

    /** What was stopped a moment ago first takes up what has queued meanwhile. */
    private static Window settled(io.frametag.bench.subject.Subject subject, LongSupplier labelled, Duration window)
            throws InterruptedException {
        Window.of(subject, labelled, Duration.ofMillis(1500));
        return Window.of(subject, labelled, window);
    }

    private static List<List<String>> rows(FrameSize size, List<Window> loop, List<Window> job) {
        List<Double> loopRates = loop.stream().map(Window::framesPerSecond).toList();
        List<Double> jobRates = job.stream().map(Window::framesPerSecond).toList();
        List<Double> loopCosts = loop.stream().map(Window::cpuMillisPerFrame).toList();
        List<Double> jobCosts = job.stream().map(Window::cpuMillisPerFrame).toList();
        return List.of(
                List.of(
                        size.toString(),
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
