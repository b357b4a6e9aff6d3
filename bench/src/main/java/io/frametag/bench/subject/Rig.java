package io.frametag.bench.subject;

import io.frametag.bench.Bed;
import io.frametag.bench.frames.FrameSize;
import io.frametag.bench.frames.SizedFrames;
import io.frametag.bench.load.EventTopics;
import io.frametag.bench.load.Events;
import io.frametag.bench.load.Preload;
import io.frametag.bench.machine.Cores;
import io.frametag.bench.models.UntrainedBundle;
import io.frametag.bench.rate.Window;
import io.frametag.standalone.Await;
import io.frametag.standalone.BrokerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A broker, a Flink cluster and a model: what it takes to run the job. One thread only. */
public final class Rig implements AutoCloseable {
    private static final int STREAMS = 8;
    private static final int PARTITIONS = 4;
    private static final Duration WARM_UP_PATIENCE = Duration.ofMinutes(10);
    /** Frames a second, at 640×480. */
    private static final int MORE_THAN_A_CORE_LABELS = 260;

    private static final String RECORDS = "kafka";

    private final Bed bed;
    private final Path folder;
    private final Path model;
    private final BrokerProcess broker;
    private final FlinkJob job;

    private Rig(Bed bed, Path folder, Path model, BrokerProcess broker, FlinkJob job) {
        this.bed = bed;
        this.folder = folder;
        this.model = model;
        this.broker = broker;
        this.job = job;
    }

    /**
     * Starts all of it, with x1_0 for a model. The TaskManager is bound to {@link Cores#MEASURED} if this JVM is bound.
     *
     * @param name of the rig's folder
     * @param slots of the only TaskManager
     */
    public static Rig start(Bed bed, String name, int slots) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(bed.folder().resolve(name));
        Path model = UntrainedBundle.write(bed.project().resolve(UntrainedBundle.X1_0), folder.resolve("model"));
        BrokerProcess broker = BrokerProcess.start(folder.resolve(RECORDS), folder.resolve("log"));
        try {
            FlinkJob job = FlinkJob.cluster(bed.project(), folder.resolve("flink"), slots);
            if (Cores.isSelfPinned()) {
                Cores.pin(job.taskManager().pid(), Cores.MEASURED);
            }
            return new Rig(bed, folder, model, broker, job);
        } catch (IOException | InterruptedException | RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** New topics on the rig's broker; {@code name} is theirs alone. */
    public EventTopics topics(String name, int partitions) throws InterruptedException {
        return EventTopics.create(broker.bootstrapServers(), name, partitions);
    }

    /**
     * New topics of {@value #PARTITIONS} partitions and {@value #STREAMS} streams: first so many small frames to warm up with,
     * and then more frames of that size than one core labels in that time.
     */
    public EventTopics preloaded(String name, int warmUpFrames, FrameSize size, Duration enoughFor)
            throws IOException, InterruptedException {
        EventTopics topics = topics(name, PARTITIONS);
        Preload.fill(topics, events(FrameSize.P72), STREAMS, warmUpFrames);
        Preload.fill(topics, events(size), STREAMS, framesIn(enoughFor));
        return topics;
    }

    private Events events(FrameSize size) throws IOException {
        return new Events(SizedFrames.jpegs(bed.project(), size));
    }

    /** @return more frames than one core labels in that time */
    public static long framesIn(Duration time) {
        return time.toSeconds() * MORE_THAN_A_CORE_LABELS;
    }

    /** Submits the job and waits until it runs. */
    public void submit(EventTopics topics, int parallelism, List<String> options)
            throws IOException, InterruptedException {
        submit(topics, model.toString(), parallelism, options);
    }

    /** As above, with options of Flink's own for this job. */
    public void submit(EventTopics topics, int parallelism, List<String> options, Map<String, String> flink)
            throws IOException, InterruptedException {
        job.submit(bed.project(), topics, model.toString(), parallelism, options, flink);
    }

    /** As above, with another model, as the job's {@code --model} takes it. */
    public void submit(EventTopics topics, String otherModel, int parallelism, List<String> options)
            throws IOException, InterruptedException {
        job.submit(bed.project(), topics, otherModel, parallelism, options);
    }

    /**
     * Lets the job label the small frames that {@link #preloaded} put first, and some of the others, on every core. The JIT
     * compiler counts calls, not seconds, and small frames bring more of them.
     */
    public void warmUp(int warmUpFrames, EventTopics.RecordCount labelled) throws IOException, InterruptedException {
        warmUp(() -> {
            Await.until(
                    "the job has labelled the frames to warm up with",
                    WARM_UP_PATIENCE,
                    () -> labelled.getAsLong() >= warmUpFrames);
            Window.of(job, labelled, Duration.ofSeconds(3));
        });
    }

    /**
     * Does the work with the job on every core, and then binds it where it is measured: on one core the JIT compiler takes
     * minutes, since it has to share it.
     */
    public void warmUp(Work work) throws IOException, InterruptedException {
        if (!Cores.isSelfPinned()) {
            work.run();
            return;
        }
        Cores.unpin(job.taskManager().pid());
        work.run();
        Cores.pin(job.taskManager().pid(), Cores.MEASURED);
    }

    /** What a warm-up does. */
    public interface Work {
        void run() throws IOException, InterruptedException;
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    public FlinkJob job() {
        return job;
    }

    public Path model() {
        return model;
    }

    /** @return for what belongs to this rig */
    public Path folder() {
        return folder;
    }

    /** Starts another program of this module beside the job, on the same core if this JVM is bound. */
    public ChildJvm start(String name, Class<?> main, List<String> arguments) throws IOException, InterruptedException {
        ChildJvm child = ChildJvm.start(name, folder, main, arguments);
        if (Cores.isSelfPinned()) {
            Cores.pin(child.process().pid(), Cores.MEASURED);
        }
        return child;
    }

    @Override
    public void close() {
        job.close();
        broker.close();
        deleteRecords();
    }

    /** Some gigabytes that nobody looks at again; logs stay. */
    private void deleteRecords() {
        try (Stream<Path> records = Files.walk(folder.resolve(RECORDS))) {
            for (Path path : records.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The broker's records cannot be deleted", e);
        }
    }
}
