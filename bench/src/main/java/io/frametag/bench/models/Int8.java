package io.frametag.bench.models;

import io.frametag.bench.Bed;
import io.frametag.bench.BenchFailure;
import io.frametag.bench.Effort;
import io.frametag.bench.Experiment;
import io.frametag.bench.machine.Cores;
import io.frametag.bench.report.Section;
import io.frametag.bench.report.Spread;
import io.frametag.bench.report.Table;
import io.frametag.image.BadImageException;
import io.frametag.image.DecodeMode;
import io.frametag.model.BadModelException;
import io.frametag.model.ModelBundle;
import io.frametag.tools.Frame;
import io.frametag.tools.FrameFolder;
import io.frametag.tools.model.Examiner;
import io.frametag.tools.model.int8.Int8Graph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What 8-bit integers gain. What they cost, a model with labels has to say: {@code model check --labelled}. */
public final class Int8 implements Experiment {
    private static final int CORE = 0;
    private static final String NAME = "int8";
    private static final String PHOTOS = "deploy/local/frames";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String question() {
        return "How much faster is PP-LCNet in 8-bit integers, as 'frametag model quantise' writes it?";
    }

    @Override
    public Section run(Bed bed) throws IOException, InterruptedException {
        boolean full = bed.effort() == Effort.FULL;
        int rounds = full ? 25 : 5;
        Path folder = Files.createDirectories(bed.folder().resolve(NAME));
        List<Path> graphs = new ArrayList<>();
        for (PublishedModel model : PublishedModel.scales()) {
            Path floats = bed.project().resolve(model.graph());
            graphs.add(floats);
            bed.say("  quantising " + model.name());
            graphs.add(quantise(floats, bed.project().resolve(PHOTOS), folder.resolve(int8(model))));
        }
        bed.say("  " + graphs.size() + " graphs in turn on one core");
        Map<String, List<Double>> times =
                new InterleavedTimes(1, Cores.ifAvailable(CORE), rounds, full ? 15 : 7).measure(graphs, folder);
        return new Section(
                NAME,
                "8-bit integers",
                "deploy/frametag bench --full --only " + NAME,
                "",
                List.of(table(times)),
                List.of(),
                List.of(
                        "Untrained graphs at 224×224, and the same as `deploy/frametag model quantise` makes them by the"
                                + " project's sample photos. One thread on one core, all in one process, in turn, for "
                                + rounds + " rounds; the ratio is that of each round, median [min..max]."));
    }

    private static String int8(PublishedModel model) {
        return "int8-" + model.file();
    }

    private static Path quantise(Path graph, Path photos, Path to) throws IOException {
        ModelBundle bundle = UntrainedBundle.load(graph);
        List<byte[]> pictures = new ArrayList<>();
        try (Examiner examiner = new Examiner(bundle, DecodeMode.EXACT)) {
            for (Frame frame : FrameFolder.of(photos).frames()) {
                pictures.add(examiner.picture(Examiner.bytes(frame)));
            }
            return Files.write(to, Int8Graph.of(bundle, pictures, 7).onnx());
        } catch (BadImageException | BadModelException e) {
            throw new BenchFailure(graph + " cannot be quantised: " + e.getMessage(), e);
        }
    }

    private static Table table(Map<String, List<Double>> times) {
        List<List<String>> rows = new ArrayList<>();
        for (PublishedModel model : PublishedModel.scales()) {
            List<Double> floats = times.get(model.file());
            List<Double> bytes = times.get(int8(model));
            rows.add(List.of(
                    model.name(),
                    Spread.of(floats).text(2),
                    Spread.of(bytes).text(2),
                    Spread.ofRatios(floats, bytes).text(2)));
        }
        return new Table("", List.of("model", "floats, ms", "8-bit integers, ms", "times as fast"), rows);
    }
}
