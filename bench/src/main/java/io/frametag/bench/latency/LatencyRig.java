package io.frametag.bench.latency;

import io.frametag.bench.Bed;
import io.frametag.bench.BenchFailure;
import io.frametag.bench.frames.FrameSize;
import io.frametag.bench.frames.SizedFrames;
import io.frametag.bench.load.EventTopics;
import io.frametag.bench.load.Events;
import io.frametag.bench.rate.Window;
import io.frametag.bench.subject.ChildJvm;
import io.frametag.bench.subject.Rig;
import io.frametag.standalone.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** The job, one after another with different options, and the plain loop, under arrivals. One thread only. */
final class LatencyRig implements AutoCloseable {
    static final FrameSize SIZE = FrameSize.P480;

    private static final int PARTITIONS = 4;
    private static final double WARM_UP_LOAD = 0.7;

    private final Bed bed;
    private final Rig rig;
    private final Events events;
    private EventTopics topics;
    private int jobs;

    private LatencyRig(Bed bed, Rig rig, Events events) {
        this.bed = bed;
        this.rig = rig;
        this.events = events;
    }

    static LatencyRig start(Bed bed, String name) throws IOException, InterruptedException {
        Events events = new Events(SizedFrames.jpegs(bed.project(), SIZE));
        return new LatencyRig(bed, Rig.start(bed, name, 1), events);
    }

    /**
     * Starts the job on topics of its own, and measures what it does with as many frames as it can take.
     *
     * @param options of the job
     * @param warmUpFrames small ones; then come as many as it can take for the window, and arrivals to wait for
     * @return frames a second, after the warm-up
     */
    double startJob(List<String> options, int warmUpFrames, Duration window) throws IOException, InterruptedException {
        return startJob(options, Map.of(), warmUpFrames, window);
    }

    /** As above, with options of Flink's own for this job. */
    double startJob(List<String> options, Map<String, String> flink, int warmUpFrames, Duration window)
            throws IOException, InterruptedException {
        Duration enough = window.plusSeconds(5);
        topics = rig.preloaded("job-" + jobs++, warmUpFrames, SIZE, enough);
        rig.submit(topics, 1, options, flink);
        try (EventTopics.RecordCount labelled = topics.count(topics.labels())) {
            rig.warmUp(warmUpFrames, labelled);
            double rate = Window.of(rig.job(), labelled, window).framesPerSecond();
            Await.until("the job has labelled what was there", Duration.ofMinutes(2), () -> {
                // Under exactly-once the ends count the transactions' markers too.
                return labelled.getAsLong() >= warmUpFrames + Rig.framesIn(enough);
            });
            // The harness too, and what the job does when it has to wait.
            Arrivals arrivals = Arrivals.of(Arrivals.Kind.POISSON, rate * WARM_UP_LOAD, warmUpFrames / rate / 4, 0);
            rig.warmUp(() -> job(arrivals));
            return rate;
        }
    }

    /**
     * Starts the job once more, on topics of its own, without measuring what it can do: a job that sheds old frames has no use
     * for a backlog to warm up with.
     */
    void startAnotherJob(List<String> options, Arrivals warmUp) throws IOException, InterruptedException {
        stopJob();
        topics = rig.topics("job-" + jobs++, PARTITIONS);
        rig.submit(topics, 1, options, Map.of());
        rig.warmUp(() -> answers(warmUp));
    }

    /** What the running job makes of arrivals that it need not all label. */
    Answers answers(Arrivals arrivals) throws InterruptedException {
        return new OpenLoop(topics, events).answers(arrivals);
    }

    /** The running job, and from when on: for what is to happen to it meanwhile. */
    Latencies job(Arrivals arrivals, LongConsumer begun) throws InterruptedException {
        return new OpenLoop(topics, events, begun).run(arrivals);
    }

    /** For what the topics of frames are not for. */
    String bootstrapServers() {
        return rig.bootstrapServers();
    }

    Path folder() {
        return rig.folder();
    }

    void stopJob() throws IOException, InterruptedException {
        rig.job().cancel();
    }

    /** The job must be running. */
    UnderLoad job(Arrivals arrivals) throws IOException, InterruptedException {
        return UnderLoad.of(rig.job(), arrivals, () -> new OpenLoop(topics, events).run(arrivals));
    }

    /** The plain loop, on the same core, while the job is stopped by a signal. */
    UnderLoad loop(Arrivals arrivals) throws IOException, InterruptedException {
        Path due = rig.folder().resolve("arrivals");
        Path result = rig.folder().resolve("latencies");
        Files.deleteIfExists(result);
        new Latencies(arrivals.nanos()).write(due);
        rig.job().taskManager().freeze();
        try (ChildJvm loop = rig.start(
                "plain loop",
                LoopUnderLoad.class,
                List.of(
                        bed.project().toString(),
                        rig.model().toString(),
                        SIZE.name(),
                        due.toString(),
                        result.toString()))) {
            long seconds = arrivals.nanos()[arrivals.count() - 1] / 1_000_000_000;
            return UnderLoad.of(loop, arrivals, () -> {
                if (!Await.holds(Duration.ofSeconds(seconds + 60), () -> Files.exists(result))) {
                    throw new BenchFailure("The plain loop has no result: see "
                            + loop.process().output() + ".");
                }
                return Latencies.read(result);
            });
        } finally {
            rig.job().taskManager().thaw();
        }
    }

    @Override
    public void close() {
        rig.close();
    }
}
