package io.frametag.bench.stage;

import io.frametag.bench.Bed;
import io.frametag.bench.Effort;
import io.frametag.bench.Experiment;
import io.frametag.bench.frames.FrameSize;
import io.frametag.bench.machine.Cores;
import io.frametag.bench.report.Section;
import io.frametag.bench.report.Spread;
import io.frametag.bench.report.Table;
import io.frametag.bench.stage.StageRuns.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What each stage costs, beside the limit: the libraries underneath, called with nothing around them. */
public final class Stages implements Experiment {
    private static final int CORE = 0;
    private static final String NAME = "stages";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String question() {
        return "What does each stage cost, beside the libraries underneath it alone?";
    }

    @Override
    public boolean quick() {
        return true;
    }

    @Override
    public Section run(Bed bed) throws IOException {
        Path folder = Files.createDirectories(bed.folder().resolve(NAME));
        boolean full = bed.effort() == Effort.FULL;
        List<Comparison> comparisons = new ArrayList<>();
        for (FrameSize size :
                full ? List.of(FrameSize.P480, FrameSize.P720, FrameSize.P1080) : List.of(FrameSize.P720)) {
            comparisons.addAll(Comparison.pictures(size));
        }
        comparisons.addAll(Comparison.inference(full));
        comparisons.addAll(Comparison.wire());
        Set<Stage> stages = new LinkedHashSet<>();
        for (Comparison comparison : comparisons) {
            stages.add(comparison.ours());
            comparison.limit().ifPresent(stages::add);
        }
        Map<Stage, Spread> times = new StageRuns(
                        bed.project(), Cores.ifAvailable(CORE), folder.resolve("jmh.log"), Pace.of(bed.effort()))
                .run(stages, bed::say);
        return new Section(
                NAME,
                "Stages",
                "deploy/frametag bench " + (full ? "--full " : "") + "--only " + NAME,
                "Every stage alone, in a JVM of its own held to one core, and beside it the limit: the library underneath,"
                        + " with nothing around it. Milliseconds a call: median [min..max] of the iterations' means.",
                List.of(table(comparisons, times)),
                List.of(),
                List.of(
                        "OpenCV's rows decode the whole file from native memory into a buffer that is used again, and check"
                                + " nothing. ImageIO's rows are the JDK alone, as most people would write it.",
                        "Inference of x1_0 is held against ONNX Runtime's own run on an input that is there already; ours also"
                                + " normalises the picture, takes the best five, and checks the scores."));
    }

    private static Table table(List<Comparison> comparisons, Map<Stage, Spread> times) {
        List<List<String>> cells = new ArrayList<>();
        for (Comparison comparison : comparisons) {
            Spread ours = times.get(comparison.ours());
            Optional<Spread> limit = comparison.limit().map(times::get);
            cells.add(List.of(
                    comparison.name(),
                    text(ours),
                    limit.map(Stages::text).orElse("–"),
                    limit.map(spread -> String.format(Locale.ROOT, "%.2f", spread.median() / ours.median()))
                            .orElse("–")));
        }
        return new Table(
                "The limit is named after the semicolon. Above 1 the stage is faster than its limit.",
                List.of("stage", "ours, ms", "limit, ms", "times as fast as the limit"),
                cells);
    }

    /** Avro takes microseconds. */
    private static String text(Spread spread) {
        return spread.text(spread.median() < 0.1 ? 4 : 2);
    }
}
