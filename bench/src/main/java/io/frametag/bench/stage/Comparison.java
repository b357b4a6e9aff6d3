package io.frametag.bench.stage;

import io.frametag.bench.frames.FrameSize;
import java.util.List;
import java.util.Optional;

/** A stage of ours, and what it is held against. */
record Comparison(String name, Stage ours, Optional<Stage> limit) {
    private static final String MAIN_SCALE = "x1_0";
    private static final List<String> SCALES =
            List.of("x0_25", "x0_35", "x0_5", "x0_75", MAIN_SCALE, "x1_5", "x2_0", "x2_5");

    private Comparison(String name, Stage ours) {
        this(name, ours, Optional.empty());
    }

    private Comparison(String name, Stage ours, Stage limit) {
        this(name, ours, Optional.of(limit));
    }

    /** From a JPEG to the model's picture. */
    static List<Comparison> pictures(FrameSize size) {
        Stage openCv = Stage.of(OpenCvBenchmark.class, "decode", size);
        Stage picture = Stage.of(PictureBenchmark.class, "picture", size);
        String frame = " " + size.text();
        return List.of(
                new Comparison(
                        "decode" + frame + ", fast; OpenCV",
                        Stage.of(PictureBenchmark.class, "decodeFast", size),
                        openCv),
                new Comparison(
                        "decode" + frame + ", exact; OpenCV",
                        Stage.of(PictureBenchmark.class, "decodeExact", size),
                        openCv),
                new Comparison(
                        "preprocess" + frame + ", decoded fast", Stage.of(PictureBenchmark.class, "preprocess", size)),
                new Comparison(
                        "decode and preprocess" + frame + ", fast; OpenCV",
                        picture,
                        Stage.of(OpenCvBenchmark.class, "picture", size)),
                new Comparison(
                        "decode and preprocess" + frame + ", fast; ImageIO",
                        picture,
                        Stage.of(ImageIoBenchmark.class, "picture", size)));
    }

    /** From the model's picture to labels, for one scale or all. */
    static List<Comparison> inference(boolean allScales) {
        return (allScales ? SCALES : List.of(MAIN_SCALE))
                .stream().map(Comparison::inference).toList();
    }

    private static Comparison inference(String scale) {
        return scale.equals(MAIN_SCALE)
                ? new Comparison(
                        "inference " + scale + "; ONNX Runtime",
                        Stage.inference(scale),
                        Stage.of(SessionBenchmark.class, "run"))
                : new Comparison("inference " + scale, Stage.inference(scale));
    }

    /** Kafka's values, in and out. */
    static List<Comparison> wire() {
        return List.of(
                new Comparison("Avro, read an event with a 640×480 JPEG", Stage.of(AvroBenchmark.class, "decodeEvent")),
                new Comparison("Avro, write labels", Stage.of(AvroBenchmark.class, "encodeLabels")));
    }
}
