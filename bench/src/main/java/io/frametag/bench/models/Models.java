package io.frametag.bench.models;

import io.frametag.bench.Bed;
import io.frametag.bench.Effort;
import io.frametag.bench.Experiment;
import io.frametag.bench.machine.Cores;
import io.frametag.bench.models.PublishedModel.Rivalry;
import io.frametag.bench.report.Chart;
import io.frametag.bench.report.Section;
import io.frametag.bench.report.Spread;
import io.frametag.bench.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** Whether PP-LCNet is, on ONNX Runtime, what its paper says: the fastest at its accuracy. */
public final class Models implements Experiment {
    private static final int CORE = 0;
    private static final String NAME = "models";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String question() {
        return "Is PP-LCNet the fastest at its accuracy, on one core and on two?";
    }

    @Override
    public Section run(Bed bed) throws IOException, InterruptedException {
        boolean full = bed.effort() == Effort.FULL;
        int rounds = full ? 9 : 3;
        int runs = full ? 25 : 7;
        Path folder = bed.folder().resolve(NAME);
        List<PublishedModel> models = all();
        List<Path> graphs = models.stream()
                .map(model -> bed.project().resolve(model.graph()))
                .toList();
        bed.say("  " + models.size() + " models on one core");
        Map<String, List<Double>> times =
                new InterleavedTimes(1, Cores.ifAvailable(CORE), rounds, runs).measure(graphs, folder);
        Map<String, Spread> one = spreads(times);
        bed.say("  the same with two threads");
        Map<String, Spread> two =
                spreads(new InterleavedTimes(2, OptionalInt.empty(), rounds, runs).measure(graphs, folder));
        return new Section(
                NAME,
                "The paper's claim",
                "deploy/frametag bench --full --only " + NAME,
                PaperClaim.judge(PublishedModel.rivalries(), times),
                List.of(table(models, one, two)),
                List.of(chart(one)),
                List.of(
                        "Graphs of the same shape and cost, untrained, 224×224, on ONNX Runtime with the job's options. All"
                                + " in one process, in turn, for " + rounds
                                + " rounds: median [min..max] of the rounds'"
                                + " medians. One thread is held to one core; two may use any.",
                        "Accuracies are the published ones (arXiv 2109.15099). The paper's times are from another"
                                + " machine and, by their arithmetic, from several of its cores: compare within a column only."
                                + " MobileNetV3's heads are torchvision's, which are narrower at small scales."));
    }

    /** PP-LCNet's scales, then the peers. */
    static List<PublishedModel> all() {
        List<PublishedModel> all = new ArrayList<>(PublishedModel.scales());
        PublishedModel.rivalries().forEach(rivalry -> all.addAll(rivalry.peers()));
        return all;
    }

    private static Map<String, Spread> spreads(Map<String, List<Double>> times) {
        Map<String, Spread> spreads = new LinkedHashMap<>();
        times.forEach((file, medians) -> spreads.put(file, Spread.of(medians)));
        return spreads;
    }

    private static Table table(List<PublishedModel> models, Map<String, Spread> one, Map<String, Spread> two) {
        List<List<String>> rows = new ArrayList<>();
        for (PublishedModel model : models) {
            boolean own = PublishedModel.scales().contains(model);
            rows.add(List.of(
                    own ? "**" + model.name() + "**" : model.name(),
                    String.format(Locale.ROOT, "%.2f", model.top1()),
                    one.get(model.file()).text(2),
                    two.get(model.file()).text(2),
                    String.format(Locale.ROOT, "%.2f", model.paperMillis())));
        }
        return new Table(
                "",
                List.of("model", "published top-1, %", "one thread, ms", "two threads, ms", "paper's CPU, ms"),
                rows);
    }

    private static Chart chart(Map<String, Spread> times) {
        List<PublishedModel> peers = PublishedModel.rivalries().stream()
                .map(Rivalry::peers)
                .flatMap(List::stream)
                .toList();
        return new Chart(
                "models",
                "Accuracy over time, one thread",
                "time of a picture, ms",
                "published top-1, %",
                Chart.Kind.POINTS,
                List.of(series("PP-LCNet", PublishedModel.scales(), times), series("others", peers, times)));
    }

    private static Chart.Series series(String name, List<PublishedModel> models, Map<String, Spread> times) {
        return new Chart.Series(
                name,
                models.stream().map(model -> times.get(model.file()).median()).toList(),
                models.stream().map(PublishedModel::top1).toList(),
                models.stream()
                        .map(model -> model.name().replace("PP-LCNet ", ""))
                        .toList());
    }
}
