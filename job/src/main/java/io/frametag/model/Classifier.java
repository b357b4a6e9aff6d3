package io.frametag.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A model ready to label images: one ONNX Runtime session on one thread of its own, with buffers that every call uses
 * again.
 *
 * <p>For one thread at a time; it may be opened on one and used on another. Independent of all other classifiers. Native
 * memory is held until {@link #close()}.
 */
public final class Classifier implements AutoCloseable {
    private final ModelId model;
    private final ModelSpec spec;
    private final OnnxSession session;
    private final ImageInput input;
    private final Scores scores;
    private final float[] row;
    private int[] best = new int[0];
    private boolean closed;

    private Classifier(ModelBundle bundle, OnnxSession session, ImageInput input) throws BadModelException {
        this.model = bundle.id();
        this.spec = bundle.spec();
        this.session = session;
        this.input = input;
        this.row = new float[session.width()];
        if (spec.labels().size() != row.length) {
            throw new BadModelException(spec.labelledBy() + " has "
                    + spec.labels().size() + " labels, but the model has " + row.length + " classes.");
        }
        // The one class of a model is there or is not: its share of all would always be 1.
        boolean independent = spec.answers().independent() || row.length == 1;
        GraphEnding ending = GraphEnding.of(new OnnxGraph(bundle.graph().bytes()));
        this.scores = Scores.of(ending, independent, probe());
    }

    /**
     * Loads the graph, holds it against the bundle's description and runs it a few times, which also warms it up.
     *
     * @throws BadModelException if the two do not fit each other or the model does not run; nothing stays open
     * @throws MissingOnnxRuntimeException if ONNX Runtime is not on this machine
     * @throws IllegalStateException if OpenCV is not, see {@link io.frametag.image.OpenCv#load}
     */
    public static Classifier open(ModelBundle bundle) throws BadModelException {
        OnnxRuntime.version();
        try {
            OnnxSession session = OnnxSession.open(bundle);
            try {
                return open(bundle, session);
            } catch (Throwable e) {
                session.close();
                throw e;
            }
        } catch (BadModelException e) {
            throw e.about("Model " + bundle.id());
        }
    }

    private static Classifier open(ModelBundle bundle, OnnxSession session) throws BadModelException {
        ImageInput input = session.imageInput(bundle.spec());
        try {
            return new Classifier(bundle, session, input);
        } catch (Throwable e) {
            input.close();
            throw e;
        }
    }

    private List<float[]> probe() throws BadModelException {
        List<float[]> rows = new ArrayList<>();
        for (byte[] rgb : ProbeImages.of(bytes())) {
            input.write(rgb);
            session.run(row);
            if (!Scores.areFinite(row)) {
                throw new BadModelException(
                        "a trial run gives scores that are not finite: the graph or its weights are damaged.");
            }
            rows.add(row.clone());
        }
        return rows;
    }

    /**
     * Labels one image.
     *
     * @param rgb [height, width, 3] of the model's size, unsigned bytes, red first; only read
     * @param topK how many labels are wanted, at least 1
     * @return the best labels, best first, equal scores by lower index; fewer than wanted if the model has fewer, and those alone
     *     that pass where its {@link Answers} has thresholds
     * @throws IllegalArgumentException if the image is not of the model's size
     * @throws InferenceException if the runtime fails or the scores are not finite, or are no probabilities
     */
    public List<Label> classify(byte[] rgb, int topK) {
        if (topK < 1) {
            throw new IllegalArgumentException("top-k is " + topK + ", but has to be at least 1.");
        }
        infer(rgb);
        int wanted = Math.min(topK, row.length);
        if (best.length != wanted) {
            best = new int[wanted];
        }
        Label[] labels = new Label[spec.answers().select(row, best)];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = new Label(best[i], spec.labels().get(best[i]), row[best[i]]);
        }
        return Arrays.asList(labels);
    }

    /** @return the probability of every class, by index, in an array of the caller's own; otherwise as {@link #classify} */
    public float[] probabilities(byte[] rgb) {
        infer(rgb);
        return row.clone();
    }

    /** @return what the graph's output is, in words, as the graph or trial runs say */
    public String output() {
        return scores.words();
    }

    public ModelId model() {
        return model;
    }

    public ModelSpec spec() {
        return spec;
    }

    private void infer(byte[] rgb) {
        if (closed) {
            throw new IllegalStateException("The classifier of " + model + " is closed.");
        }
        if (rgb.length != bytes()) {
            throw new IllegalArgumentException("The image has " + rgb.length + " bytes, but the model reads "
                    + spec.width() + "×" + spec.height() + " RGB, which is " + bytes() + ".");
        }
        input.write(rgb);
        session.run(row);
        scores.toProbabilities(row);
        if (!Scores.areFinite(row)) {
            throw new InferenceException("Model " + model + " gave scores that are not finite.", null);
        }
        if (!Scores.areBounded(row)) {
            throw new InferenceException(
                    "Model " + model
                            + " gave scores outside of 0 to 1, but had none in its trial runs: let its graph end"
                            + " with a softmax, a sigmoid or the last layer's sum.",
                    null);
        }
    }

    private int bytes() {
        return Normaliser.CHANNELS * spec.width() * spec.height();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            input.close();
            session.close();
        }
    }
}
