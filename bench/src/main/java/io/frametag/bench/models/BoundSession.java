package io.frametag.bench.models;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.frametag.bench.BenchFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/**
 * A graph of ImageNet's shape, [1, 3, 224, 224] to [1, classes], with the job's session options and an input that is there
 * already: what inference costs when nothing is around it. For one thread at a time.
 */
public final class BoundSession implements AutoCloseable {
    private static final long[] INPUT = {1, 3, 224, 224};

    private final OrtSession session;
    private final OnnxTensor input;
    private final OnnxTensor output;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;

    private BoundSession(OrtSession session) throws OrtException {
        this.session = session;
        FloatBuffer floats = floats(3 * 224 * 224);
        // About what normalised pixels are.
        Random random = new Random(1);
        while (floats.hasRemaining()) {
            floats.put(random.nextFloat(-2, 2));
        }
        this.input = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), floats.rewind(), INPUT);
        this.inputs = Map.of(session.getInputNames().iterator().next(), input);
        long[] shape = shape();
        this.output = OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(), floats(Math.toIntExact(shape[0] * shape[1])), shape);
        this.outputs = Map.of(session.getOutputNames().iterator().next(), output);
    }

    /**
     * @param graph an ONNX file with one input and one output
     * @param threads of ONNX Runtime for each operation; with more than one they spin as they do by default
     * @throws BenchFailure if the graph cannot be loaded or run
     */
    public static BoundSession open(Path graph, int threads) throws IOException {
        try (SessionOptions options = new SessionOptions()) {
            options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
            options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            if (threads == 1) {
                options.addConfigEntry("session.intra_op.allow_spinning", "0");
            }
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            return new BoundSession(OrtEnvironment.getEnvironment().createSession(Files.readAllBytes(graph), options));
        } catch (OrtException e) {
            throw new BenchFailure("ONNX Runtime cannot open " + graph + ": " + e.getMessage(), e);
        }
    }

    public void run() {
        try {
            session.run(inputs, outputs).close();
        } catch (OrtException e) {
            throw new BenchFailure("ONNX Runtime failed: " + e.getMessage(), e);
        }
    }

    /** @return of the output, by a run: exports leave it open */
    long[] shape() throws OrtException {
        try (OrtSession.Result result = session.run(inputs)) {
            return ((OnnxTensor) result.get(0)).getInfo().getShape();
        }
    }

    /** @return what the last {@link #run} gave */
    float[] scores() {
        FloatBuffer scores = output.getFloatBuffer();
        float[] copy = new float[scores.remaining()];
        scores.get(copy);
        return copy;
    }

    @Override
    public void close() {
        input.close();
        output.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new BenchFailure("ONNX Runtime failed to close a session: " + e.getMessage(), e);
        }
    }

    private static FloatBuffer floats(int count) {
        return ByteBuffer.allocateDirect(count * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
