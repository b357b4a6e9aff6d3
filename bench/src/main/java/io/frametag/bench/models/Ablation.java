package io.frametag.bench.models;

import io.frametag.bench.Bed;
import io.frametag.bench.Effort;
import io.frametag.bench.Experiment;
import io.frametag.bench.machine.Cores;
import io.frametag.bench.report.Section;
import io.frametag.bench.report.Spread;
import io.frametag.bench.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What each of the paper's four choices costs on ONNX Runtime, beside what it gains. */
public final class Ablation implements Experiment {
    private static final int CORE = 0;
    private static final String NAME = "ablation";
    private static final String GRAPHS = "bench/models/ablation";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String question() {
        return "What do hard-swish, SE, 5×5 kernels and the wide last layer cost?";
    }

    @Override
    public Section run(Bed bed) throws IOException, InterruptedException {
        boolean full = bed.effort() == Effort.FULL;
        int rounds = full ? 15 : 3;
        Path folder = bed.project().resolve(GRAPHS);
        List<Path> graphs = Variant.all().stream()
                .map(variant -> folder.resolve(variant.file()))
                .toList();
        Map<String, List<Double>> times = new InterleavedTimes(1, Cores.ifAvailable(CORE), rounds, full ? 25 : 7)
                .measure(graphs, bed.folder().resolve(NAME));
        return new Section(
                NAME,
                "The paper's ablation, by cost",
                "deploy/frametag bench --full --only " + NAME,
                "PP-LCNet x1_0 at 224×224 with one choice undone at a time: what the choice costs here, and what the paper says"
                        + " it gains.",
                List.of(table(times)),
                List.of(),
                List.of(
                        "One thread on one core, all graphs in one process, in turn, for " + rounds
                                + " rounds; the ratio is that of each round, median [min..max].",
                        "The published accuracies and times are those of the same change to x0_5 (arXiv 2109.15099, and"
                                + " PaddleClas's documentation of PP-LCNet); the paper gives none for x1_0."));
    }

    private static Table table(Map<String, List<Double>> times) {
        List<Double> base = times.get(Variant.BASE.file());
        double baseTop1 = Variant.BASE.published().top1();
        List<List<String>> rows = new ArrayList<>();
        for (Variant variant : Variant.all()) {
            List<Double> own = times.get(variant.file());
            rows.add(List.of(
                    variant.name(),
                    Spread.of(own).text(2),
                    Spread.ofRatios(own, base).text(2),
                    String.format(
                            Locale.ROOT,
                            "%.2f (%+.2f)",
                            variant.published().top1(),
                            variant.published().top1() - baseTop1),
                    String.format(Locale.ROOT, "%.2f", variant.published().millis())));
        }
        return new Table(
                "",
                List.of("variant", "ms", "of the base's time", "x0_5, published top-1, %", "x0_5, paper's CPU, ms"),
                rows);
    }
}
