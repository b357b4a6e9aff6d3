package io.frametag.bench.stage;

import io.frametag.bench.Bed;
import io.frametag.bench.Effort;
import io.frametag.bench.Experiment;
import io.frametag.bench.frames.FrameSize;
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
import java.util.OptionalInt;
import java.util.Set;

/** What each stage costs, beside the limit: the libraries underneath, called with nothing around them. */
public final class Stages implements Experiment {
    private static final int CORE = 0;
    private static final String NAME = "stages";
    private static final List<String> SCALES =
            List.of("x0_25", "x0_35", "x0_5", "x0_75", "x1_0", "x1_5", "x2_0", "x2_5");
    private static final String MAIN_SCALE = "x1_0";

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

    /** A line of the table: what is ours, and what it is held against. */
    private record Row(String name, Stage ours, Optional<Stage> limit) {}

    @Override
    public Section run(Bed bed) throws IOException {
        Path folder = Files.createDirectories(bed.folder().resolve(NAME));
        boolean full = bed.effort() == Effort.FULL;
        List<FrameSize> sizes = full ? List.of(FrameSize.values()) : List.of(FrameSize.P720);
        List<Row> rows = rows(sizes, full ? SCALES : List.of(MAIN_SCALE));
        Set<Stage> stages = new LinkedHashSet<>();
        for (Row row : rows) {
            stages.add(row.ours);
            row.limit.ifPresent(stages::add);
        }
        Map<Stage, Spread> times = new StageRuns(
                        bed.project(), OptionalInt.of(CORE), folder.resolve("jmh.log"), Pace.of(bed.effort()))
                .run(stages);
        return new Section(
                NAME,
                "Stages",
                "deploy/frametag bench " + (full ? "--full " : "") + "--only " + NAME,
                "Every stage alone, in a JVM of its own held to one core, and beside it the limit: the library underneath,"
                        + " with nothing around it. Milliseconds a call: median [min..max] of the iterations' means.",
                List.of(table(rows, times)),
                List.of(),
                List.of(
                        "OpenCV's rows decode the whole file from native memory into a buffer that is used again, and check"
                                + " nothing. ImageIO's rows are the JDK alone, as most people would write it.",
                        "Inference of x1_0 is held against ONNX Runtime's own run on an input that is there already; ours also"
                                + " normalises the picture, takes the best five, and checks the scores."));
    }

    private static List<Row> rows(List<FrameSize> sizes, List<String> scales) {
        List<Row> rows = new ArrayList<>();
        for (FrameSize size : sizes) {
            Optional<Stage> openCv = Optional.of(Stage.of(OpenCvBenchmark.class, "decode", size));
            rows.add(new Row(
                    "decode " + size.text() + ", fast; OpenCV",
                    Stage.of(PictureBenchmark.class, "decodeFast", size),
                    openCv));
            rows.add(new Row(
                    "decode " + size.text() + ", exact; OpenCV",
                    Stage.of(PictureBenchmark.class, "decodeExact", size),
                    openCv));
            rows.add(new Row(
                    "preprocess " + size.text() + ", decoded fast",
                    Stage.of(PictureBenchmark.class, "preprocess", size),
                    Optional.empty()));
            Stage picture = Stage.of(PictureBenchmark.class, "picture", size);
            rows.add(new Row(
                    "decode and preprocess " + size.text() + "; OpenCV",
                    picture,
                    Optional.of(Stage.of(OpenCvBenchmark.class, "picture", size))));
            rows.add(new Row(
                    "decode and preprocess " + size.text() + "; ImageIO",
                    picture,
                    Optional.of(Stage.of(ImageIoBenchmark.class, "picture", size))));
        }
        for (String scale : scales) {
            boolean main = scale.equals(MAIN_SCALE);
            rows.add(new Row(
                    "inference " + scale + (main ? "; ONNX Runtime" : ""),
                    Stage.inference(scale),
                    main ? Optional.of(Stage.of(SessionBenchmark.class, "run")) : Optional.empty()));
        }
        rows.add(new Row(
                "Avro, read an event with a 640×480 JPEG",
                Stage.of(AvroBenchmark.class, "decodeEvent"),
                Optional.empty()));
        rows.add(new Row("Avro, write labels", Stage.of(AvroBenchmark.class, "encodeLabels"), Optional.empty()));
        return rows;
    }

    private static Table table(List<Row> rows, Map<Stage, Spread> times) {
        List<List<String>> cells = new ArrayList<>();
        for (Row row : rows) {
            Spread ours = times.get(row.ours);
            Optional<Spread> limit = row.limit.map(times::get);
            cells.add(List.of(
                    row.name,
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
