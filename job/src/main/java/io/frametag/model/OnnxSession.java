package io.frametag.model;

import ai.onnxruntime.OnnxJavaType;
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
 * One ONNX Runtime session with the input and output it is bound to for life: an image in, as {@link GraphInput} has it, and
 * [1, classes] of 32-bit floats out. For one thread at a time.
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
    private GraphInput graphInput;
    private NativeTensor input;
    private NativeTensor output;
    private FloatBuffer row;
    private Map<String, OnnxTensor> inputs;
    private Map<String, OnnxTensor> outputs;

    private OnnxSession(OrtSession session) {
        this.session = session;
        NativeHandles.opened(KIND);
    }

    /** @throws BadModelException if the graph cannot be loaded, has another shape than stated above, or cannot run */
    static OnnxSession open(ModelBundle bundle) throws BadModelException {
        OnnxSession opened = new OnnxSession(create(bundle.graph()));
        try {
            opened.bind(bundle.spec());
            return opened;
        } catch (Throwable e) {
            opened.close();
            throw e;
        }
    }

    /** @return a session with this project's settings, the caller's to close and not counted */
    static OrtSession create(BundleFile graph) throws BadModelException {
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
            return OrtEnvironment.getEnvironment().createSession(graph.bytes(), options);
        } catch (OrtException e) {
            throw new BadModelException(
                    graph.name() + " is no graph that ONNX Runtime "
                            + OrtEnvironment.getEnvironment().getVersion() + " can load: " + OneLine.of(e.getMessage())
                            + ".",
                    e);
        }
    }

    private void bind(ModelSpec spec) throws BadModelException {
        try {
            graphInput = GraphShape.input(session, spec);
            String out = GraphShape.output(session);
            input = NativeTensor.allocate(graphInput.type(), graphInput.shape(spec.width(), spec.height()));
            inputs = Map.of(graphInput.name(), input.tensor());
            output = NativeTensor.allocate(OnnxJavaType.FLOAT, 1, classes());
            row = output.floats();
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

    /** @return what writes images into the input, for as long as this is open; the caller closes it first */
    ImageInput imageInput(ModelSpec spec) {
        return graphInput.open(spec, input);
    }

    int width() {
        return row.capacity();
    }

    /**
     * Runs the graph on the image that was written last.
     *
     * @param into filled with the output
     * @throws InferenceException if the runtime fails
     */
    void run(float[] into) {
        try {
            session.run(inputs, outputs).close();
        } catch (OrtException e) {
            throw new InferenceException("ONNX Runtime failed: " + OneLine.of(e.getMessage()) + ".", e);
        }
        row.get(0, into);
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
