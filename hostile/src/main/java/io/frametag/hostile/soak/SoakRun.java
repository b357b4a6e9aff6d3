package io.frametag.hostile.soak;

import io.frametag.bench.load.EventTopics;
import io.frametag.faults.Build;
import io.frametag.hostile.cluster.HeapProbe;
import io.frametag.hostile.cluster.JobUnderTest;
import io.frametag.hostile.cluster.MemoryPlan;
import io.frametag.hostile.cluster.PayloadSender;
import io.frametag.hostile.cluster.ProcessState;
import io.frametag.hostile.image.FrameFormat;
import io.frametag.hostile.image.Mutants;
import io.frametag.hostile.image.Payload;
import io.frametag.standalone.Await;
import io.frametag.tools.kafka.TopicsException;
import io.frametag.tools.verify.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Sends small frames of every format, damaged ones among them, through one job in equal portions. After each, when all of it
 * is answered, it looks at what the TaskManager holds. An object serves one run, on one thread.
 */
public final class SoakRun {
    private static final int SLOTS = 2;
    private static final int MAX_PIXELS = 4_000_000;
    /** Native memory as deploy/flink/config.yaml says: for each slot 64 MiB, and 16 bytes for each of MAX_PIXELS. */
    static final MemoryPlan MEMORY = new MemoryPlan(1536, 256);

    private static final int WIDTH = 32;
    private static final int HEIGHT = 32;
    /** Coprime to the number of formats and mutations, so that each gets its turn. */
    private static final int DAMAGED_EVERY = 101;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path project;
    private final long events;
    private final int portions;
    private final Mutants mutants;
    private final Consumer<String> progress;
    private final List<Sample> samples = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private long sent;

    /**
     * @param project the project's root folder
     * @param events how many in all, at least one a portion
     * @param portions so many samples are taken, at least {@value Trend#LEAST_SAMPLES}
     * @param progress takes a line at a time
     */
    public SoakRun(Path project, long events, int portions, long seed, Consumer<String> progress) throws IOException {
        this.project = project;
        this.events = events;
        this.portions = portions;
        this.mutants = new Mutants(project, seed, WIDTH, HEIGHT);
        this.progress = progress;
    }

    /** @param folder gets everything that the processes write */
    public SoakResult run(Path folder, Build build) throws IOException, InterruptedException {
        SoakResult result = carryOut(folder, build);
        if (result.sound()) {
            JobUnderTest.deleteRecords(folder);
        }
        return result;
    }

    private SoakResult carryOut(Path folder, Build build) throws IOException, InterruptedException {
        try (JobUnderTest job = JobUnderTest.start(project, folder, "soak", bounded(build), MEMORY, SLOTS);
                PayloadSender sender = new PayloadSender(job.topics());
                EventTopics.RecordCount labels = job.topics().count(job.topics().labels());
                EventTopics.RecordCount deadLetters =
                        job.topics().count(job.topics().deadLetters())) {
            long begin = System.nanoTime();
            for (int portion = 1; portion <= portions && troubles.isEmpty(); portion++) {
                send(sender, events * portion / portions);
                awaitAnswers(job, labels, deadLetters);
                sample(job, begin);
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            long labelled = labels.getAsLong();
            long rejected = deadLetters.getAsLong();
            verify(job);
            long peak = job.taskManager().isAlive()
                    ? ProcessState.of(job.taskManager().pid()).peakBytes()
                    : 0;
            if (peak > job.residentLimit()) {
                troubles.add("The TaskManager had " + (peak >> 20) + " MiB in memory, and its limit is "
                        + (job.residentLimit() >> 20) + " MiB.");
            }
            return new SoakResult(sent, labelled, rejected, seconds, MEMORY, peak, samples, troubles);
        }
    }

    private static Build bounded(Build build) {
        List<String> options = new ArrayList<>(List.of("--max-pixels", Integer.toString(MAX_PIXELS)));
        options.addAll(build.options());
        return new Build(build.jar(), build.mainClass(), options);
    }

    private void send(PayloadSender sender, long until) {
        FrameFormat[] formats = FrameFormat.values();
        for (; sent < until; sent++) {
            Payload payload = sent % DAMAGED_EVERY == DAMAGED_EVERY - 1
                    ? mutants.at(sent / DAMAGED_EVERY).payload()
                    : mutants.sound(formats[(int) (sent % formats.length)], sent / formats.length);
            sender.send((int) (sent % SLOTS), "event-" + sent, sent, payload);
        }
    }

    private void awaitAnswers(JobUnderTest job, EventTopics.RecordCount labels, EventTopics.RecordCount deadLetters)
            throws InterruptedException {
        LongSupplier answers = () -> labels.getAsLong() + deadLetters.getAsLong();
        long answered = answers.getAsLong();
        while (troubles.isEmpty() && answered < sent) {
            long before = answered;
            if (!Await.holds(PATIENCE, () -> answers.getAsLong() > before)) {
                troubles.add("No event has been answered for " + PATIENCE.toSeconds() + " s, after " + answered + " of "
                        + sent + ".");
            }
            answered = answers.getAsLong();
        }
        troubles.addAll(job.troubles());
    }

    private void sample(JobUnderTest job, long begin) throws IOException, InterruptedException {
        if (!troubles.isEmpty()) {
            return;
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long pid = job.taskManager().pid();
        long heap = HeapProbe.liveBytes(pid);
        OptionalLong handles = job.handles().read();
        if (handles.isEmpty()) {
            troubles.add("The job reports no count of native handles.");
            return;
        }
        ProcessState state = ProcessState.of(pid);
        samples.add(new Sample(
                sent, seconds, heap, state.residentBytes(), handles.getAsLong(), state.openFiles(), state.threads()));
        progress.accept(String.format(
                Locale.ROOT,
                "%,d events in %.0f s: heap %d MiB, resident %d MiB, %d handles, %d files, %d threads",
                sent,
                seconds,
                heap >> 20,
                state.residentBytes() >> 20,
                handles.getAsLong(),
                state.openFiles(),
                state.threads()));
    }

    private void verify(JobUnderTest job) {
        if (!troubles.isEmpty()) {
            return;
        }
        try {
            Report report = job.verify();
            if (report.verdict() != Report.Verdict.PROVEN || report.total().inputs() != sent) {
                troubles.add("verify, of " + sent + " inputs: " + report.sentence());
            }
        } catch (TopicsException e) {
            troubles.add("verify has no verdict: " + e.getMessage());
        }
    }
}
