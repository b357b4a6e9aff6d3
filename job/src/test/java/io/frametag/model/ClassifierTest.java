package io.frametag.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import io.frametag.natives.NativeHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On graphs whose answer is known: class c's score is the mean of channel c, over 255. */
class ClassifierTest {
    private static final Offset<Float> CLOSE = Offset.offset(1e-6f);
    private static final byte[] LOGITS = TinyOnnx.channelMeans(4, 2).bytes();
    private static final byte[] PROBABILITIES =
            TinyOnnx.channelMeans(4, 2).then("Softmax").bytes();

    private Map<String, Long> openBefore;

    @BeforeEach
    void countHandles() {
        openBefore = NativeHandles.open();
    }

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(NativeHandles.open()).isEqualTo(openBefore);
    }

    @Test
    void logitsGoThroughSoftmaxOnce() throws Exception {
        try (Classifier classifier = Classifier.open(bundle(LOGITS))) {
            assertThat(classifier.probabilities(pixels(255, 0, 51))).containsExactly(softmax(1, 0, 0.2), CLOSE);
        }
    }

    @Test
    void probabilitiesAreTakenAsTheyAre() throws Exception {
        try (Classifier classifier = Classifier.open(bundle(PROBABILITIES))) {
            assertThat(classifier.probabilities(pixels(255, 0, 51))).containsExactly(softmax(1, 0, 0.2), CLOSE);
        }
    }

    @Test
    void labelsCarryIndexNameAndScoreBestFirst() throws Exception {
        try (Classifier classifier = Classifier.open(bundle(LOGITS))) {
            float[] scores = classifier.probabilities(pixels(0, 51, 255));

            assertThat(classifier.classify(pixels(0, 51, 255), 2))
                    .containsExactly(new Label(2, "blue", scores[2]), new Label(1, "green", scores[1]));
            assertThat(classifier.classify(pixels(9, 9, 9), 5))
                    .extracting(Label::name)
                    .containsExactly("red", "green", "blue");
        }
    }

    @Test
    void labelsAndScoresOutliveTheNextCall() throws Exception {
        try (Classifier classifier = Classifier.open(bundle(LOGITS))) {
            List<Label> first = classifier.classify(pixels(255, 0, 0), 1);
            float[] scores = classifier.probabilities(pixels(255, 0, 0));
            float[] copy = scores.clone();

            classifier.classify(pixels(0, 255, 0), 1);

            assertThat(first).extracting(Label::name).containsExactly("red");
            assertThat(scores).containsExactly(copy);
        }
    }

    @Test
    void anImageOfAnotherSizeIsTheCallersMistake() throws Exception {
        try (Classifier classifier = Classifier.open(bundle(LOGITS))) {
            assertThatThrownBy(() -> classifier.classify(new byte[23], 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The image has 23 bytes, but the model reads 4×2 RGB, which is 24.");
            assertThatThrownBy(() -> classifier.classify(new byte[24], 0)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aClosedClassifierSaysSoAndClosesTwice() throws Exception {
        Classifier classifier = Classifier.open(bundle(LOGITS));
        classifier.close();
        classifier.close();

        assertThatThrownBy(() -> classifier.classify(new byte[24], 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theHandlesOfAnOpenClassifierAreCounted() throws Exception {
        try (Classifier classifier = Classifier.open(bundle(LOGITS))) {
            assertThat(classifier.model().name()).isEqualTo("tiny");
            assertThat(NativeHandles.open().getOrDefault("OrtSession", 0L))
                    .isEqualTo(openBefore.getOrDefault("OrtSession", 0L) + 1);
            assertThat(NativeHandles.open().getOrDefault("OnnxTensor", 0L))
                    .isEqualTo(openBefore.getOrDefault("OnnxTensor", 0L) + 2);
        }
    }

    @Test
    void twoClassifiersAnswerAtOnceOnTwoThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> reds = threads.submit(answers(LOGITS, pixels(255, 0, 0), "red"));
            Future<Integer> blues = threads.submit(answers(PROBABILITIES, pixels(0, 0, 255), "blue"));

            assertThat(reds.get()).isEqualTo(2000);
            assertThat(blues.get()).isEqualTo(2000);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void moreLabelsThanClassesAreRejected() {
        rejected(LOGITS, Bundles.plainYml().replace("blue", "blue, alpha"))
                .hasMessageContaining(
                        "PostProcess.Topk.label_list in inference.yml has 4 labels, but the model has 3 classes.");
    }

    @Test
    void anInputOfAnotherSizeIsRejected() {
        rejected(TinyOnnx.channelMeans(2, 4).bytes(), Bundles.plainYml())
                .hasMessageContaining("the model's input image is [any, 3, 4, 2] of FLOAT,"
                        + " not [batch, 3, 2, 4] of FLOAT, as inference.yml describes it.");
    }

    @Test
    void inputsOfAnotherRankTypeOrBatchAreRejected() {
        rejected(TinyOnnx.input(TinyOnnx.FLOAT, 3, 2, 4).then("Relu").bytes(), Bundles.plainYml())
                .hasMessageContaining("input image is [3, 2, 4] of FLOAT");
        rejected(
                        TinyOnnx.input(TinyOnnx.DOUBLE, 1, 3, 2, 4)
                                .cast(TinyOnnx.FLOAT)
                                .bytes(),
                        Bundles.plainYml())
                .hasMessageContaining("input image is [1, 3, 2, 4] of DOUBLE");
        rejected(TinyOnnx.input(TinyOnnx.FLOAT, 8, 3, 2, 4).then("Relu").bytes(), Bundles.plainYml())
                .hasMessageContaining("input image is [8, 3, 2, 4] of FLOAT");
        rejected(TinyOnnx.input(TinyOnnx.FLOAT, 1, 1, 2, 4).then("Relu").bytes(), Bundles.plainYml())
                .hasMessageContaining("input image is [1, 1, 2, 4] of FLOAT");
    }

    @Test
    void aGraphOfOpenWidthAndHeightTakesTheDescriptions() throws Exception {
        byte[] open = TinyOnnx.input(TinyOnnx.FLOAT, "n", 3, "h", "w")
                .then("GlobalAveragePool")
                .then("Flatten")
                .bytes();
        try (Classifier classifier = Classifier.open(bundle(open))) {
            assertThat(classifier.classify(pixels(0, 200, 0), 1))
                    .extracting(Label::name)
                    .containsExactly("green");
        }
    }

    @Test
    void whereAllSidesAreOpenTheChannelsComeFirst() throws Exception {
        byte[] open = TinyOnnx.input(TinyOnnx.FLOAT, "n", "a", "b", "c")
                .then("GlobalAveragePool")
                .then("Flatten")
                .bytes();
        try (Classifier classifier = Classifier.open(bundle(open))) {
            assertThat(classifier.classify(pixels(0, 0, 200), 1))
                    .extracting(Label::name)
                    .containsExactly("blue");
        }
    }

    @Test
    void aModelThatGivesEachClassItsOwnProbability() throws Exception {
        String yml = Bundles.plainYml()
                .replace(
                        "Topk: {topk: 2, label_list: [red, green, blue]}",
                        "MultiLabelThreshOutput: {threshold: [0.6, 0.6, 0.9], label_list: [red, green, blue]}");
        for (byte[] onnx : new byte[][] {
            TinyOnnx.channelMeans(4, 2).times(3, 4, 0, 0, 0, 4, 0, 0, 0, 4).bytes(),
            TinyOnnx.channelMeans(4, 2)
                    .times(3, 4, 0, 0, 0, 4, 0, 0, 0, 4)
                    .then("Sigmoid")
                    .bytes()
        }) {
            try (Classifier classifier = Classifier.open(Bundles.of(onnx, yml))) {
                // The sigmoid of 0.8 is 0.69, of 1.6 is 0.83, of 4 is 0.98.
                assertThat(classifier.classify(pixels(51, 102, 102), 3))
                        .extracting(Label::name)
                        .containsExactly("green", "red");
                assertThat(classifier.classify(pixels(51, 102, 255), 1))
                        .extracting(Label::name)
                        .containsExactly("blue");
                assertThat(classifier.classify(pixels(0, 0, 0), 3)).isEmpty();
                assertThat(classifier.probabilities(pixels(51, 102, 255)))
                        .containsExactly(new float[] {0.6899745f, 0.8320184f, 0.9820138f}, CLOSE);
            }
        }
    }

    @Test
    void logitsThatAllLieBetweenZeroAndOneStayLogits() throws Exception {
        byte[] sum = TinyOnnx.channelMeans(4, 2)
                .times(3, 1, 0, 0, 0, 1, 0, 0, 0, 1)
                .then("Identity")
                .bytes();
        try (Classifier classifier = Classifier.open(Bundles.of(sum, multiLabel()))) {
            assertThat(classifier.probabilities(pixels(0, 51, 255)))
                    .containsExactly(new float[] {0.5f, 0.549834f, 0.7310586f}, CLOSE);
        }
    }

    @Test
    void aGraphThatEndsWithASigmoidIsNotPutThroughASoftmax() throws Exception {
        byte[] sigmoid = TinyOnnx.channelMeans(4, 2)
                .times(3, 4, 0, 0, 0, 4, 0, 0, 0, 4)
                .then("Sigmoid")
                .bytes();
        try (Classifier classifier = Classifier.open(bundle(sigmoid))) {
            assertThat(classifier.probabilities(pixels(51, 102, 255)))
                    .containsExactly(new float[] {0.6899745f, 0.8320184f, 0.9820138f}, CLOSE);
        }
    }

    @Test
    void scoresThatLeaveTheBoundsOfTheTrialRunsAreRefused() throws Exception {
        // The probes have about as much of one colour as of another, so that only another picture shows what this is.
        byte[] relu = TinyOnnx.channelMeans(4, 2)
                .times(3, 1.5f, -1.5f, 0, -1.5f, 1.5f, 0, 0, 0, 1)
                .then("Relu")
                .bytes();
        try (Classifier classifier = Classifier.open(Bundles.of(relu, multiLabel()))) {
            assertThat(classifier.probabilities(pixels(0, 0, 51))).containsExactly(new float[] {0, 0, 0.2f}, CLOSE);
            assertThatThrownBy(() -> classifier.probabilities(pixels(255, 0, 0)))
                    .isInstanceOf(InferenceException.class)
                    .hasMessageContaining("gave scores outside of 0 to 1, but had none in its trial runs");
        }
    }

    private static String multiLabel() {
        return Bundles.plainYml()
                .replace(
                        "Topk: {topk: 2, label_list: [red, green, blue]}",
                        "MultiLabelThreshOutput: {label_list: [red, green, blue]}");
    }

    @Test
    void outputsOfAnotherShapeTypeOrNumberAreRejected() {
        rejected(
                        TinyOnnx.input(TinyOnnx.FLOAT, 1, 3, 2, 4)
                                .then("GlobalAveragePool")
                                .bytes(),
                        Bundles.plainYml())
                .hasMessageContaining("the model's output for one image is [1, 3, 1, 1], not [1, classes].");
        rejected(
                        TinyOnnx.channelMeans(4, 2)
                                .cast(TinyOnnx.DOUBLE)
                                .output(TinyOnnx.DOUBLE)
                                .model(),
                        Bundles.plainYml())
                .hasMessageContaining("of DOUBLE, not [batch, classes] of FLOAT.");
        rejected(
                        TinyOnnx.channelMeans(4, 2)
                                .output(TinyOnnx.FLOAT)
                                .then("Softmax")
                                .bytes(),
                        Bundles.plainYml())
                .hasMessageContaining("the model has 2 outputs, [Flatten1, Softmax2], where a classifier has one.");
    }

    @Test
    void scoresThatAreNotFiniteAreRejected() {
        // The logarithm of black's zero.
        rejected(TinyOnnx.channelMeans(4, 2).then("Log").bytes(), Bundles.plainYml())
                .hasMessageContaining("scores that are not finite");
    }

    @Test
    void whatIsNoOnnxGraphIsRejected() {
        rejected(new byte[] {1, 2, 3, 4}, Bundles.plainYml())
                .hasMessageContaining("inference.onnx is no graph that ONNX Runtime 1.28.0 can load");
        rejected(new byte[0], Bundles.plainYml()).hasMessageContaining("inference.onnx is no graph");
        rejected(TinyOnnx.channelMeans(4, 2).then("NoSuchOperation").bytes(), Bundles.plainYml())
                .hasMessageContaining("NoSuchOperation");
    }

    @Test
    void aGraphReadsNoFileBesideIt() throws Exception {
        // Where a graph that is loaded from memory would look: in the process's own folder.
        Path weight = Path.of("target", "tiny-weight.bin");
        Path graph = Path.of("tiny-graph.onnx");
        byte[] onnx =
                TinyOnnx.channelMeans(4, 2).timesNumberInFile(weight.toString()).bytes();
        Files.write(weight, new byte[] {0, 0, (byte) 0x80, 0x3F});
        Files.write(graph, onnx);
        try {
            // From its file it is a good graph, so that what follows is about where its weight is.
            OrtEnvironment.getEnvironment().createSession(graph.toString()).close();

            rejected(onnx, Bundles.plainYml()).hasMessageContaining("External data path does not exist");
        } finally {
            Files.delete(graph);
            Files.delete(weight);
        }
    }

    @Test
    void aWishForMoreLabelsThanMemoryIsOneForAllOfThem() throws Exception {
        try (Classifier classifier = Classifier.open(bundle(LOGITS))) {
            assertThat(classifier.classify(pixels(1, 2, 3), Integer.MAX_VALUE)).hasSize(3);
        }
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> rejected(byte[] onnx, String yml) {
        return assertThatThrownBy(() -> Classifier.open(Bundles.of(onnx, yml)).close())
                .isInstanceOf(BadModelException.class)
                .hasMessageStartingWith("Model tiny ")
                .hasMessageEndingWith(".")
                .hasMessageNotContaining("\n");
    }

    private static Callable<Integer> answers(byte[] onnx, byte[] rgb, String expected) {
        return () -> {
            int right = 0;
            try (Classifier classifier = Classifier.open(bundle(onnx))) {
                for (int i = 0; i < 2000; i++) {
                    right += classifier.classify(rgb, 1).get(0).name().equals(expected) ? 1 : 0;
                }
            }
            return right;
        };
    }

    private static ModelBundle bundle(byte[] onnx) throws BadModelException {
        return Bundles.of(onnx, Bundles.plainYml());
    }

    private static byte[] pixels(int red, int green, int blue) {
        byte[] rgb = new byte[24];
        for (int at = 0; at < rgb.length; at += 3) {
            rgb[at] = (byte) red;
            rgb[at + 1] = (byte) green;
            rgb[at + 2] = (byte) blue;
        }
        return rgb;
    }

    private static float[] softmax(double... logits) {
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(logit);
        }
        float[] probabilities = new float[logits.length];
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] = (float) (Math.exp(logits[i]) / sum);
        }
        return probabilities;
    }
}
