package io.frametag.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.frametag.natives.NativeHandles;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * One ONNX Runtime session with the input and output it is bound to for life: [1, 3, height, width] in,
 * [1, classes] out, both 32-bit floats. For one thread at a time.
 */
final class OnnxSession implements AutoCloseable {
    private static final String KIND = "OrtSession";
    private static final String EXTERNAL_DATA_FOLDER = "session.model_external_initializers_file_folder_path";
    /**
     * A folder that cannot be. A graph may name files for its weights, and one loaded from memory looks for them in the
     * process's own folder: its bytes, and so its hash, would not be all of the model.
     */
    private static final String NOWHERE = "/dev/null/no-external-data";

    private final OrtSession session;
    private NativeTensor input;
    private NativeTensor output;
    private Map<String, OnnxTensor> inputs;
    private Map<String, OnnxTensor> outputs;

    private OnnxSession(OrtSession session) {
        this.session = session;
        NativeHandles.opened(KIND);
    }

    /** @throws BadModelException if the graph cannot be loaded, has another shape than stated above, or cannot run */
    static OnnxSession open(byte[] onnx, int width, int height) throws BadModelException {
        OnnxSession opened = new OnnxSession(create(onnx));
        try {
            opened.bind(width, height);
            return opened;
        } catch (Throwable e) {
            opened.close();
            throw e;
        }
    }

    private static OrtSession create(byte[] onnx) throws BadModelException {
        try (SessionOptions options = new SessionOptions()) {
            // Layout optimisation alone halves the time. Parallelism is the caller's: it has one session per core.
            options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
            options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.addConfigEntry("session.inter_op.allow_spinning", "0");
            options.addConfigEntry(EXTERNAL_DATA_FOLDER, NOWHERE);
            // Otherwise ONNX Runtime goes by the first bytes, and its own format has ways of its own to other files.
            options.addConfigEntry("session.load_model_format", "ONNX");
            // What goes wrong comes as an exception: the same again on the native standard error helps nobody.
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            return OrtEnvironment.getEnvironment().createSession(onnx, options);
        } catch (OrtException e) {
            throw new BadModelException(
                    ModelBundle.ONNX + " is no graph that ONNX Runtime "
                            + OrtEnvironment.getEnvironment().getVersion() + " can load: " + OneLine.of(e.getMessage())
                            + ".",
                    e);
        }
    }

    private void bind(int width, int height) throws BadModelException {
        try {
            String in = GraphShape.input(session, width, height);
            String out = GraphShape.output(session);
            input = NativeTensor.allocate(1, Normaliser.CHANNELS, height, width);
            inputs = Map.of(in, input.tensor());
            output = NativeTensor.allocate(1, classes());
            outputs = Map.of(out, output.tensor());
        } catch (OrtException e) {
            throw new BadModelException("a trial run of the model fails: " + OneLine.of(e.getMessage()) + ".", e);
        }
    }

    /** By a trial run, since many exports leave the output's shape open. */
    private int classes() throws OrtException, BadModelException {
        try (OrtSession.Result result = session.run(inputs)) {
            return GraphShape.classes((OnnxTensor) result.get(0));
        }
    }

    /** @return [3, height, width], to be written before each run */
    FloatBuffer input() {
        return input.floats();
    }

    int width() {
        return output.floats().capacity();
    }

    /**
     * Runs the graph on what {@link #input()} holds.
     *
     * @param row filled with the output
     * @throws InferenceException if the runtime fails
     */
    void run(float[] row) {
        try {
            session.run(inputs, outputs).close();
        } catch (OrtException e) {
            throw new InferenceException("ONNX Runtime failed: " + OneLine.of(e.getMessage()) + ".", e);
        }
        output.floats().get(0, row);
    }

    @Override
    public void close() {
        if (input != null) {
            input.close();
        }
        if (output != null) {
            output.close();
        }
        try {
            session.close();
        } catch (OrtException e) {
            throw new InferenceException("ONNX Runtime failed to close a session: " + e.getMessage() + ".", e);
        }
        NativeHandles.closed(KIND);
    }
}
