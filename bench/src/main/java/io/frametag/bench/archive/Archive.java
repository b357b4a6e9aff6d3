package io.frametag.bench.archive;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.frametag.bench.Bed;
import io.frametag.bench.BenchFailure;
import io.frametag.bench.Effort;
import io.frametag.bench.Experiment;
import io.frametag.bench.frames.FrameSize;
import io.frametag.bench.machine.Memory;
import io.frametag.bench.models.UntrainedBundle;
import io.frametag.bench.rate.Window;
import io.frametag.bench.report.Chart;
import io.frametag.bench.report.Chart.Series;
import io.frametag.bench.report.Section;
import io.frametag.bench.report.Spread;
import io.frametag.bench.report.Table;
import io.frametag.bench.subject.ChildJvm;
import io.frametag.bench.subject.SharedCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * An archive of JPEGs from one end to the other by {@code frametag batch}, on every core, and in turns with it a plain loop over
 * the same files: while one runs, the other is stopped by a signal.
 */
public final class Archive implements Experiment {
    private static final FrameSize SIZE = FrameSize.P480;
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final Duration SETTLING = Duration.ofMillis(1500);
    private static final double SECONDS_APART = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /**
     * @param seconds of the batch's own running time
     * @param residentBytes of its process
     */
    private record Sample(double seconds, long images, long residentBytes) {}

    @Override
    public String name() {
        return "archive";
    }

    @Override
    public String question() {
        return "Does a batch keep the plain loop's rate over a large archive, and is memory flat?";
    }

    @Override
    public Section run(Bed bed) throws IOException, InterruptedException {
        long images = bed.effort() == Effort.FULL ? 200_000 : 2L * Shards.IMAGES_A_SHARD;
        int linesATurn = bed.effort() == Effort.FULL ? 6 : 2;
        Duration window = Duration.ofSeconds(bed.effort() == Effort.FULL ? 10 : 3);
        Path folder = Files.createDirectories(bed.folder().resolve(name()));
        Path shards = folder.resolve("shards");
        Path model = UntrainedBundle.write(bed.project().resolve(UntrainedBundle.X1_0), folder.resolve("model"));
        bed.say("  writing " + images + " images ..");
        Shards.write(bed.project(), shards, SIZE, images);
        int cores = Runtime.getRuntime().availableProcessors();
        List<Path> counts = new ArrayList<>();
        for (int i = 0; i < cores; i++) {
            counts.add(folder.resolve("loop-" + i + ".count"));
        }
        List<Sample> samples = new ArrayList<>();
        List<Double> ofBatch = new ArrayList<>();
        List<Double> ofLoop = new ArrayList<>();
        try (ChildJvm loop = startLoop(folder, model, shards, counts)) {
            LongSupplier looped = sum(counts);
            Window.of(loop, looped, window);
            loop.process().freeze();
            try (BatchProcess batch = BatchProcess.start(
                    bed.project(),
                    folder,
                    List.of(
                            shards.toString(),
                            "--output",
                            folder.resolve("tags").toString(),
                            "--model",
                            model.toString()))) {
                Turns turns = new Turns(batch, samples);
                turns.line();
                while (turns.goesOn()) {
                    Sample before = turns.last();
                    for (int i = 0; i < linesATurn && turns.line(); i++) {}
                    Sample after = turns.last();
                    if (!turns.goesOn()) {
                        break;
                    }
                    batch.process().freeze();
                    turns.pause();
                    loop.process().thaw();
                    Window.of(loop, looped, SETTLING);
                    double rate = Window.of(loop, looped, window).framesPerSecond();
                    loop.process().freeze();
                    batch.process().thaw();
                    turns.goOn();
                    ofLoop.add(rate);
                    ofBatch.add((after.images() - before.images()) / (after.seconds() - before.seconds()));
                    bed.say(String.format(
                            Locale.ROOT,
                            "  %,d images: batch %.1f/s, loop %.1f/s",
                            after.images(),
                            ofBatch.get(ofBatch.size() - 1),
                            rate));
                    // What was stopped first takes up what has queued meanwhile.
                    turns.line();
                }
            }
        }
        checkWhole(folder.resolve("tags"), images);
        return section(images, cores, samples, ofBatch, ofLoop);
    }

    /** A batch that broke off is no measurement. */
    private static void checkWhole(Path tags, long images) throws IOException {
        Path summary = tags.resolve("summary.json");
        if (!Files.exists(summary)) {
            throw new BenchFailure(
                    "The batch ended without a summary: it failed, as batch.out beside " + tags + " says.");
        }
        long labelled =
                new ObjectMapper().readTree(summary.toFile()).path("labelled").asLong();
        if (labelled != images) {
            throw new BenchFailure(
                    "The batch labelled " + labelled + " of " + images + " images: see " + summary + ".");
        }
    }

    private static ChildJvm startLoop(Path folder, Path model, Path shards, List<Path> counts)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(model.toString(), shards.toString()));
        counts.forEach(count -> arguments.add(count.toString()));
        return ChildJvm.start("plain loop", folder, ArchiveLoop.class, arguments);
    }

    private static LongSupplier sum(List<Path> counts) throws IOException {
        List<SharedCount> shared = new ArrayList<>();
        for (Path count : counts) {
            shared.add(SharedCount.open(count));
        }
        return () -> shared.stream().mapToLong(SharedCount::getAsLong).sum();
    }

    /** Waits for the batch's lines, and keeps its time, which stands still while it is stopped. */
    private static final class Turns {
        private final BatchProcess batch;
        private final List<Sample> samples;
        private final long begin = System.nanoTime();
        private long pausedNanos;
        private long pauseBegin;

        Turns(BatchProcess batch, List<Sample> samples) {
            this.batch = batch;
            this.samples = samples;
        }

        boolean goesOn() {
            return batch.process().isAlive();
        }

        Sample last() {
            return samples.get(samples.size() - 1);
        }

        void pause() {
            pauseBegin = System.nanoTime();
        }

        void goOn() {
            pausedNanos += System.nanoTime() - pauseBegin;
        }

        /** @return whether there was another line */
        boolean line() throws IOException, InterruptedException {
            long known = samples.isEmpty() ? -1 : last().images();
            long waited = System.nanoTime();
            while (goesOn()) {
                OptionalLong done = batch.done();
                if (done.isPresent() && done.getAsLong() != known) {
                    samples.add(new Sample(
                            (System.nanoTime() - begin - pausedNanos) / 1e9,
                            done.getAsLong(),
                            Memory.resident(batch.process().pid())));
                    return true;
                }
                if (System.nanoTime() - waited > PATIENCE.toNanos()) {
                    throw new BenchFailure("The batch stands still; what it said is in "
                            + batch.process().output() + ".");
                }
                // What passes is the time that is measured.
                Thread.sleep(LOOK_EVERY.toMillis());
            }
            return false;
        }
    }

    private Section section(long images, int cores, List<Sample> samples, List<Double> ofBatch, List<Double> ofLoop) {
        Table rates = new Table(
                "",
                List.of("images/s", "plain loop", "batch", "batch / loop"),
                List.of(List.of(
                        SIZE.text(),
                        Spread.of(ofLoop).text(1),
                        Spread.of(ofBatch).text(1),
                        Spread.ofRatios(ofBatch, ofLoop).text(3))));
        List<List<String>> rows = new ArrayList<>();
        for (int part = 1; part <= 4; part++) {
            Sample from = samples.get((part - 1) * (samples.size() - 1) / 4);
            Sample to = samples.get(part * (samples.size() - 1) / 4);
            rows.add(List.of(
                    String.format(Locale.ROOT, "%,d to %,d", from.images(), to.images()),
                    Table.cell((to.images() - from.images()) / (to.seconds() - from.seconds()), 1),
                    Table.cell(to.residentBytes() / (double) (1 << 20), 0)));
        }
        List<Sample> apart = apart(samples);
        Table memory = new Table("", List.of("images", "images/s", "resident at the end, MiB"), rows);
        return new Section(
                name(),
                String.format(Locale.ROOT, "An archive of %,d images", images),
                "deploy/frametag bench --full --only archive",
                "`frametag batch` over tar files of " + SIZE.text() + " JPEGs, x1_0, " + cores
                        + " tasks on as many cores, into Parquet, with a heap of 2 GiB. The plain loop reads the same files by "
                        + cores
                        + " threads and writes nothing. They run in turns of a minute and of ten seconds: while one"
                        + " runs, the other is stopped by a signal. Ratios are of neighbouring turns.",
                List.of(rates, memory),
                List.of(
                        new Chart(
                                name() + "-memory",
                                "Memory of the batch",
                                "images, thousands",
                                "resident, MiB",
                                Chart.Kind.LINES,
                                List.of(new Series(
                                        "resident",
                                        thousands(samples),
                                        samples.stream()
                                                .map(sample -> sample.residentBytes() / (double) (1 << 20))
                                                .toList(),
                                        List.of()))),
                        new Chart(
                                name() + "-rate",
                                "Rate of the batch",
                                "images, thousands",
                                "images/s",
                                Chart.Kind.LINES,
                                List.of(new Series(
                                        "images/s",
                                        thousands(apart.subList(1, apart.size())),
                                        rates(apart),
                                        List.of())))),
                List.of());
    }

    private static List<Double> thousands(List<Sample> samples) {
        return samples.stream().map(sample -> sample.images() / 1e3).toList();
    }

    /** Behind a pause two lines may come at once, and their difference is of the counting and not of the work. */
    private static List<Sample> apart(List<Sample> samples) {
        List<Sample> apart = new ArrayList<>();
        for (Sample sample : samples) {
            if (apart.isEmpty()
                    || sample.seconds() - apart.get(apart.size() - 1).seconds() >= SECONDS_APART) {
                apart.add(sample);
            }
        }
        return apart;
    }

    private static List<Double> rates(List<Sample> samples) {
        List<Double> rates = new ArrayList<>();
        for (int i = 1; i < samples.size(); i++) {
            rates.add((samples.get(i).images() - samples.get(i - 1).images())
                    / (samples.get(i).seconds() - samples.get(i - 1).seconds()));
        }
        return rates;
    }
}
