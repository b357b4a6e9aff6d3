package io.frametag.bench.models;

import io.frametag.bench.Bed;
import io.frametag.bench.Effort;
import io.frametag.bench.Experiment;
import io.frametag.bench.report.Section;
import io.frametag.bench.report.Spread;
import io.frametag.bench.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** Whether the same function, written with other operators, runs faster on ONNX Runtime. */
public final class Rewrites implements Experiment {
    private static final int CORE = 0;
    private static final String NAME = "rewrites";
    private static final String GRAPHS = "bench/models/rewrites";
    /** The exported graph once more: what a ratio is worth on this machine. */
    private static final Rewriting AGAIN = new Rewriting("as exported, again", "as-exported-again.onnx", true);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String question() {
        return "Does the same graph run faster when it is written with other operators?";
    }

    @Override
    public Section run(Bed bed) throws IOException, InterruptedException {
        boolean full = bed.effort() == Effort.FULL;
        int rounds = full ? 25 : 5;
        Path own = Files.createDirectories(bed.folder().resolve(NAME));
        Path graphs = bed.project().resolve(GRAPHS);
        Path exported = graphs.resolve(Rewriting.EXPORTED.file());
        Path again = Files.copy(exported, own.resolve(AGAIN.file()), StandardCopyOption.REPLACE_EXISTING);
        List<Path> files = new ArrayList<>(List.of(exported, again));
        Rewriting.all().forEach(rewriting -> files.add(graphs.resolve(rewriting.file())));
        bed.say("  " + files.size() + " graphs in turn on one core");
        Map<String, List<Double>> times =
                new InterleavedTimes(1, OptionalInt.of(CORE), rounds, full ? 15 : 7).measure(files, own);
        bed.say("  a profile of the exported one");
        Map<String, Double> profile = OperatorProfile.of(exported, own);
        return new Section(
                NAME,
                "Rewriting the graph",
                "deploy/frametag bench --full --only " + NAME,
                "PP-LCNet x1_0 at 224×224 as exported, and the same function by other operators.",
                List.of(table(times, graphs), table(profile)),
                List.of(),
                List.of(
                        "One thread on one core, all graphs in one process, in turn, for " + rounds
                                + " rounds; the ratio is that of each round, median [min..max].",
                        "The difference is the largest of any class's score before the softmax, over the largest score."
                                + " The bounds compute something else on purpose."));
    }

    private static Table table(Map<String, List<Double>> times, Path graphs) throws IOException {
        float[] exported = scores(graphs.resolve(Rewriting.EXPORTED.file()));
        List<List<String>> rows = new ArrayList<>();
        List<Rewriting> rewritings = new ArrayList<>(List.of(Rewriting.EXPORTED, AGAIN));
        rewritings.addAll(Rewriting.all());
        for (Rewriting rewriting : rewritings) {
            boolean compared = rewriting.equivalent() && !rewriting.equals(AGAIN);
            List<Double> own = times.get(rewriting.file());
            rows.add(List.of(
                    rewriting.name(),
                    Spread.of(own).text(2),
                    Spread.ofRatios(own, times.get(Rewriting.EXPORTED.file())).text(3),
                    compared ? text(difference(exported, scores(graphs.resolve(rewriting.file())))) : "–"));
        }
        return new Table("", List.of("graph", "ms", "of the exported one's time", "difference"), rows);
    }

    private static Table table(Map<String, Double> profile) {
        double total =
                profile.values().stream().mapToDouble(Double::doubleValue).sum();
        List<List<String>> rows = profile.entrySet().stream()
                .map(kind -> List.of(
                        kind.getKey(),
                        String.format(Locale.ROOT, "%.0f", kind.getValue()),
                        String.format(Locale.ROOT, "%.1f", 100 * kind.getValue() / total)))
                .toList();
        return new Table("The exported graph by ONNX Runtime's profiler:", List.of("operation", "µs", "%"), rows);
    }

    private static String text(double difference) {
        return difference == 0 ? "0" : String.format(Locale.ROOT, "%.0e", difference);
    }

    static float[] scores(Path graph) throws IOException {
        try (BoundSession session = BoundSession.open(graph, 1)) {
            session.run();
            return session.scores();
        }
    }

    /** @return the largest difference, over the largest score */
    static double difference(float[] expected, float[] actual) {
        double difference = 0;
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            difference = Math.max(difference, Math.abs(expected[i] - actual[i]));
            largest = Math.max(largest, Math.abs(expected[i]));
        }
        return difference / largest;
    }
}
