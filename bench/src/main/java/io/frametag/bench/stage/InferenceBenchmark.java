package io.frametag.bench.stage;

import io.frametag.bench.machine.Cores;
import io.frametag.bench.models.UntrainedBundle;
import io.frametag.model.BadModelException;
import io.frametag.model.Classifier;
import io.frametag.model.Label;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The job's own way from the model's picture to labels: normalise, infer, top 5. */
@State(Scope.Benchmark)
public class InferenceBenchmark {
    private static final int TOP_K = 5;

    @Param({"x0_25", "x0_35", "x0_5", "x0_75", "x1_0", "x1_5", "x2_0", "x2_5"})
    String scale;

    private final byte[] rgb = new byte[224 * 224 * 3];
    private Classifier classifier;

    @Setup
    public void open() throws IOException, BadModelException {
        Cores.pinAsTold();
        Path graph = StageJvm.project().resolve("job/models/untrained/pp-lcnet-" + scale + "-untrained.onnx");
        classifier = Classifier.open(UntrainedBundle.load(graph));
        new Random(1).nextBytes(rgb);
    }

    @Benchmark
    public List<Label> classify() {
        return classifier.classify(rgb, TOP_K);
    }

    @TearDown
    public void close() {
        classifier.close();
    }
}
