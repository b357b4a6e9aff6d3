package io.frametag.bench.latency;

import io.frametag.bench.Bed;
import io.frametag.bench.BenchFailure;
import io.frametag.bench.Effort;
import io.frametag.bench.Experiment;
import io.frametag.bench.latency.Arrivals.Kind;
import io.frametag.bench.machine.Cores;
import io.frametag.bench.models.UntrainedBundle;
import io.frametag.bench.report.Section;
import io.frametag.bench.report.Table;
import io.frametag.model.BadModelException;
import io.frametag.model.BundleFiles;
import io.frametag.model.ModelBundle;
import io.frametag.schema.ModelRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** What frames notice of a model that is swapped under load. */
public final class Swap implements Experiment {
    private static final double LOAD = 0.5;
    private static final int BETWEEN_SECONDS = 6;
    private static final List<String> OPTIONS = List.of("--delivery", "at-least-once");

    @Override
    public String name() {
        return "swap";
    }

    @Override
    public String question() {
        return "How much later are labels while a model is swapped?";
    }

    @Override
    public Section run(Bed bed) throws IOException, InterruptedException {
        boolean full = bed.effort() == Effort.FULL;
        int swaps = full ? 30 : 4;
        double seconds = (swaps + 1.0) * BETWEEN_SECONDS;
        Cores.pinSelf(Cores.REST);
        try (LatencyRig rig = LatencyRig.start(bed, name())) {
            ReleaseSchedule schedule = ReleaseSchedule.on(rig.bootstrapServers());
            List<ModelRelease> releases = releases(bed, rig.folder(), swaps);
            int warmUpFrames = full ? 20_000 : 3_000;
            Duration window = Duration.ofSeconds(full ? 10 : 5);
            double sustainable = rig.startJob(OPTIONS, warmUpFrames, window);
            Arrivals arrivals = Arrivals.of(Kind.POISSON, sustainable * LOAD, seconds, 1);
            Latencies plain = rig.job(arrivals).took();
            rig.stopJob();

            List<String> withReleases = new ArrayList<>(OPTIONS);
            withReleases.addAll(List.of(
                    "--model-releases",
                    ReleaseSchedule.RELEASES,
                    "--model-release-outcomes",
                    ReleaseSchedule.OUTCOMES));
            double stamped = rig.startJob(withReleases, warmUpFrames, window);
            Latencies swapped = swapped(rig, schedule, releases, arrivals);
            return section(
                    sustainable,
                    stamped,
                    schedule.windows(),
                    List.of(
                            row("without `--model-releases`", plain),
                            row("with it, at rest", part(arrivals, swapped, schedule.windows(), false)),
                            row("with it, during a swap", part(arrivals, swapped, schedule.windows(), true))));
        } finally {
            Cores.unpinSelf();
        }
    }

    private static Latencies swapped(
            LatencyRig rig, ReleaseSchedule schedule, List<ModelRelease> releases, Arrivals arrivals)
            throws InterruptedException {
        ExecutorService publisher = Executors.newSingleThreadExecutor();
        CompletableFuture<Void> published = new CompletableFuture<>();
        try {
            Latencies took = rig.job(
                    arrivals,
                    begin -> publisher.execute(() -> {
                        try {
                            schedule.run(releases, begin, TimeUnit.SECONDS.toNanos(BETWEEN_SECONDS));
                            published.complete(null);
                        } catch (RuntimeException e) {
                            published.completeExceptionally(e);
                        }
                    }));
            published.get();
            return took;
        } catch (ExecutionException e) {
            throw new BenchFailure(
                    "The models were not swapped: " + e.getCause().getMessage(), e.getCause());
        } finally {
            publisher.shutdownNow();
        }
    }

    /** Two bundles in turn: the same graph, so that nothing but the swap makes a difference. */
    private static List<ModelRelease> releases(Bed bed, Path folder, int swaps) throws IOException {
        List<ModelRelease> two = new ArrayList<>();
        for (String name : List.of("one", "two")) {
            Path bundle = UntrainedBundle.write(bed.project().resolve(UntrainedBundle.X1_0), folder.resolve(name));
            Path yml = bundle.resolve(ModelBundle.YML);
            Files.writeString(yml, Files.readString(yml).replaceFirst("model_name: .*", "model_name: " + name));
            try {
                String sha256 = ModelBundle.load(BundleFiles.folder(bundle), Optional.empty(), Optional.empty())
                        .id()
                        .sha256();
                two.add(new ModelRelease(bundle.toAbsolutePath().toString(), sha256, name, Instant.now()));
            } catch (BadModelException e) {
                throw new BenchFailure("The description of an untrained model was refused: " + e.getMessage(), e);
            }
        }
        return IntStream.range(0, swaps)
                .mapToObj(i -> ModelRelease.newBuilder(two.get(i % 2)).build())
                .toList();
    }

    /** Frames that were due during a swap, or those that were not. */
    private static Latencies part(
            Arrivals arrivals, Latencies took, List<ReleaseSchedule.Window> windows, boolean during) {
        return new Latencies(IntStream.range(0, arrivals.count())
                .filter(i -> during == windows.stream().anyMatch(window -> window.has(arrivals.nanos()[i])))
                .mapToLong(i -> took.nanos()[i])
                .toArray());
    }

    private static List<String> row(String what, Latencies took) {
        return List.of(
                what,
                Integer.toString(took.nanos().length),
                Table.cell(took.percentile(50), 1),
                Table.cell(took.percentile(99), 1),
                Table.cell(took.percentile(100), 0));
    }

    private Section section(
            double plain, double stamped, List<ReleaseSchedule.Window> windows, List<List<String>> rows) {
        double[] millis =
                windows.stream().mapToDouble(ReleaseSchedule::millis).sorted().toArray();
        long[] loads = windows.stream()
                .mapToLong(ReleaseSchedule.Window::loadMillis)
                .sorted()
                .toArray();
        String lead = String.format(
                Locale.ROOT,
                "%d swaps, one every %d s, between two bundles of the same graph; %.0f %% of the %.0f frames/s that the job"
                        + " sustains without releases (with them %.0f, neighbouring runs); Poisson arrivals, the same for"
                        + " both jobs, x1_0, %s, one task on one core, at-least-once. Latency in milliseconds, from the moment"
                        + " that a frame is due until its label is read. A swap is from the moment that the release is"
                        + " published until the task says that it labels with it: median %.0f ms, longest %.0f, of which"
                        + " loading, checking and warming up take %d (median).",
                windows.size(),
                BETWEEN_SECONDS,
                100 * LOAD,
                plain,
                stamped,
                LatencyRig.SIZE.text(),
                millis[millis.length / 2],
                Arrays.stream(millis).max().orElseThrow(),
                loads[loads.length / 2]);
        Table table = new Table("", List.of("frames that are due", "frames", "p50", "p99", "longest"), rows);
        return new Section(
                name(),
                "A model is swapped",
                "deploy/frametag bench --full --only swap",
                lead,
                List.of(table),
                List.of(),
                List.of(
                        "The new session is loaded and warmed up by a thread beside the task's: on one core it takes its"
                                + " share from the labelling."));
    }
}
