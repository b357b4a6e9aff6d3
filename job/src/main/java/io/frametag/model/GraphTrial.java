package io.frametag.model;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A graph with any number of outputs, run as it is written: for tools that look at the values within one. For one thread.
 */
public final class GraphTrial implements AutoCloseable {
    private final OrtSession session;
    private final NativeTensor input;
    private final ImageInput image;
    private final Map<String, OnnxTensor> inputs;

    private GraphTrial(OrtSession session, GraphInput graphInput, ModelSpec spec) throws OrtException {
        this.session = session;
        this.input = NativeTensor.allocate(graphInput.type(), graphInput.shape(spec.width(), spec.height()));
        try {
            this.image = graphInput.open(spec, input);
        } catch (Throwable e) {
            input.close();
            throw e;
        }
        this.inputs = Map.of(graphInput.name(), input.tensor());
    }

    /**
     * Opens a graph that needs no files beside it.
     *
     * @throws BadModelException if it cannot be loaded, or reads something else than pictures as {@code spec} has them
     */
    public static GraphTrial open(byte[] onnx, ModelSpec spec) throws BadModelException {
        try (SessionOptions options = options(OptLevel.NO_OPT)) {
            OrtSession session = OrtEnvironment.getEnvironment().createSession(onnx, options);
            try {
                return new GraphTrial(session, GraphShape.input(session, spec), spec);
            } catch (Throwable e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw unusable(e);
        }
    }

    /**
     * Runs one picture.
     *
     * @param rgb [height, width, 3] of the model's size; only read
     * @param values told each output of 32-bit floats, by its name; the buffer lives until it returns
     * @throws BadModelException if the graph cannot be run
     */
    public void run(byte[] rgb, BiConsumer<String, FloatBuffer> values) throws BadModelException {
        image.write(rgb);
        try (OrtSession.Result result = session.run(inputs)) {
            for (Map.Entry<String, OnnxValue> output : result) {
                if (output.getValue() instanceof OnnxTensor tensor && tensor.getInfo().type == OnnxJavaType.FLOAT) {
                    values.accept(output.getKey(), tensor.getFloatBuffer());
                }
            }
        } catch (OrtException e) {
            throw unusable(e);
        }
    }

    /**
     * Has ONNX Runtime write a graph more simply in ONNX's own operators: constants are worked out, batch normalisation is part
     * of the convolution before it.
     *
     * @param bundle whose graph is only read
     * @return the new graph
     * @throws BadModelException if it cannot be loaded
     * @throws IOException if a temporary file cannot be written
     */
    public static byte[] simplified(ModelBundle bundle) throws BadModelException, IOException {
        Path file = Files.createTempFile("frametag-", ".onnx");
        try (SessionOptions options = options(OptLevel.BASIC_OPT)) {
            options.setOptimizedModelFilePath(file.toString());
            OrtEnvironment.getEnvironment()
                    .createSession(bundle.graph().bytes(), options)
                    .close();
            return Files.readAllBytes(file);
        } catch (OrtException e) {
            throw unusable(e);
        } finally {
            Files.delete(file);
        }
    }

    private static SessionOptions options(OptLevel level) throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setOptimizationLevel(level);
        options.setIntraOpNumThreads(1);
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        return options;
    }

    private static BadModelException unusable(OrtException e) {
        return new BadModelException("ONNX Runtime cannot run the graph: " + OneLine.of(e.getMessage()) + ".", e);
    }

    @Override
    public void close() {
        image.close();
        input.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new InferenceException("ONNX Runtime failed to close a session: " + e.getMessage() + ".", e);
        }
    }
}
