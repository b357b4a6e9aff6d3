package io.frametag.tools.model.int8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.frametag.image.DecodeMode;
import io.frametag.model.GraphTrial;
import io.frametag.model.ModelBundle;
import io.frametag.tools.CommandFailure;
import io.frametag.tools.ExitCodes;
import io.frametag.tools.Frame;
import io.frametag.tools.FrameFolder;
import io.frametag.tools.Frametag;
import io.frametag.tools.model.Bundles;
import io.frametag.tools.model.Examiner;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Timeout(300)
class QuantiseTest {
    private static final Path BUNDLED = Path.of("../job/models/pp-lcnet-x0_5-cifar10");
    private static final Path PHOTOS = Path.of("../deploy/local/frames");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... words) {
        return Frametag.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(words);
    }

    private int quantise(Path output, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "model", "quantise", BUNDLED.toString(), "--images", PHOTOS.toString(), "--output", output + ""));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    @Test
    void theBundledModelInBytesGivesItsLabelsByIntegerLayers() throws Exception {
        Path output = folder.resolve("int8");
        assertThat(quantise(output)).as(err.toString()).isEqualTo(ExitCodes.OK);
        assertThat(out.toString())
                .startsWith("33 layers and 28 hard-swishes are of 8-bit integers, by the ranges that 14 images show; ");
        assertThat(Files.size(output.resolve(ModelBundle.ONNX)))
                .isLessThan(Files.size(BUNDLED.resolve(ModelBundle.ONNX)) / 2);

        ModelBundle floats = Bundles.load(BUNDLED, Optional.empty());
        ModelBundle bytes = Bundles.load(output, Optional.empty());
        assertThat(bytes.id().sha256()).isNotEqualTo(floats.id().sha256());
        try (Examiner first = new Examiner(floats, DecodeMode.EXACT);
                Examiner second = new Examiner(bytes, DecodeMode.EXACT)) {
            for (Frame frame : FrameFolder.of(PHOTOS).frames()) {
                byte[] file = Examiner.bytes(frame);
                assertThat(second.examine(file, 1).labels().get(0).name())
                        .as(frame.name())
                        .isEqualTo(first.examine(file, 1).labels().get(0).name());
            }
        }
        List<String> operations =
                ModelProto.parseFrom(Files.readAllBytes(output.resolve(ModelBundle.ONNX)))
                        .getGraph()
                        .getNodeList()
                        .stream()
                        .map(NodeProto::getOpType)
                        .toList();
        // Two are the squeezes' own, on one number a channel; none is a hard-swish of floats.
        assertThat(operations.stream().filter("HardSigmoid"::equals)).hasSize(2);
        assertThat(operations).doesNotContain("HardSwish");
    }

    @Test
    void theSameImagesMakeTheSameBundle() throws Exception {
        assertThat(quantise(folder.resolve("a"))).isEqualTo(ExitCodes.OK);
        assertThat(quantise(folder.resolve("b"))).isEqualTo(ExitCodes.OK);
        assertThat(folder.resolve("a").resolve(ModelBundle.ONNX))
                .hasSameBinaryContentAs(folder.resolve("b").resolve(ModelBundle.ONNX));
    }

    @Test
    void wrongUseIsOneSentence() {
        assertThat(quantise(folder)).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains(folder + " is there already: name a folder that is not.");
        assertThat(quantise(folder.resolve("new"), "--weight-bits", "9")).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains("--weight-bits must be 7 or 8, but is 9.");
        assertThat(quantise(folder.resolve("new"), "--most-images", "0")).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains("--most-images must be at least 1, but is 0.");
        assertThat(folder.resolve("new")).doesNotExist();
    }

    /** Over its bends and both of its ends. */
    @ParameterizedTest
    @ValueSource(floats = {0.5f, 2, 6})
    void aHardSwishOfBytesIsThatOfFloatsToAStep(float gain) throws Exception {
        ModelBundle bundle = Bundles.load(BUNDLED, Optional.empty());
        byte[] rgb = picture();
        ModelProto floats = swished(gain);
        Observation observation = Observation.of(floats, bundle.spec(), List.of(rgb));
        GraphProto bytes = new Quantiser(floats.getGraph(), observation, 8).quantised();
        assertThat(bytes.getNodeList().stream().map(NodeProto::getOpType)).doesNotContain("HardSigmoid");

        float[] expected = output(floats, bundle, rgb);
        float[] actual = output(floats.toBuilder().setGraph(bytes).build(), bundle, rgb);

        float largest = observation.of("y").orElseThrow().high();
        assertThat(largest).isGreaterThan(gain);
        for (int i = 0; i < expected.length; i++) {
            // The input's step, the sum's, and the output's.
            assertThat(actual[i]).as("value %d", i).isCloseTo(expected[i], within(4 * largest / 255 + 4f * gain / 255));
        }
    }

    /** A dead filter's weights are next to nothing, and its bias is all that comes out. */
    @Test
    void aChannelWithoutWeightsKeepsItsBiasAndARectifierIsPartOfItsLayer() throws Exception {
        ModelProto floats = model(
                List.of(
                        constant("w", List.of(2L, 3L, 1L, 1L), 1e-12f, 0, 0, 0.5f, -0.5f, 0.25f),
                        constant("b", List.of(2L), 1, -0.1f)),
                QdqGraph.node("Conv", "c", "x", "w", "b"),
                QdqGraph.node("Relu", "y", "c"));
        GraphProto bytes = quantised(floats);
        assertThat(bytes.getNodeList().stream()
                        .filter(node -> node.getOpType().equals("QuantizeLinear"))
                        .map(node -> node.getInput(0)))
                .containsExactly("x", "y");
        assertAlike(floats, bytes, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Gemm", "transposed Gemm", "MatMul"})
    void aLastLayerOfAnyKindIsOfBytes(String kind) throws Exception {
        List<Long> sides = kind.startsWith("transposed") ? List.of(2L, 3L) : List.of(3L, 2L);
        NodeProto.Builder layer = QdqGraph.node(kind.replace("transposed ", ""), "y", "f", "w");
        if (kind.startsWith("transposed")) {
            layer.addAttribute(AttributeProto.newBuilder()
                    .setName("transB")
                    .setType(AttributeType.INT)
                    .setI(1));
        }
        if (kind.endsWith("Gemm")) {
            layer.addInput("b");
        }
        ModelProto floats = model(
                List.of(constant("w", sides, 1, -2, 0.01f, 0.02f, 3, 0.5f), constant("b", List.of(2L), 1, -0.1f)),
                QdqGraph.node("GlobalAveragePool", "p", "x"),
                QdqGraph.node("Flatten", "f", "p"),
                layer);
        GraphProto bytes = quantised(floats);
        assertThat(bytes.getNodeList().stream().map(NodeProto::getOpType)).contains("QuantizeLinear");
        assertAlike(floats, bytes, 6);
    }

    @Test
    void operatorsThatAreTooOldAreRefusedInOneSentence() throws Exception {
        ModelProto old = model(
                        List.of(constant("w", List.of(3L, 3L, 1L, 1L), 1, 0, 0, 0, 1, 0, 0, 0, 1)),
                        QdqGraph.node("Conv", "c", "x", "w"),
                        QdqGraph.node("GlobalAveragePool", "p", "c"),
                        QdqGraph.node("Flatten", "y", "p"))
                .toBuilder()
                .setOpsetImport(0, OperatorSetIdProto.newBuilder().setVersion(11))
                .build();
        ModelBundle bundle = ModelBundle.of(
                old.toByteArray(),
                Files.readAllBytes(BUNDLED.resolve(ModelBundle.YML)),
                Optional.empty(),
                Optional.empty());
        assertThatThrownBy(() -> Int8Graph.of(bundle, List.of(), 7))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("is of opset 11, and a scale for each channel needs 13: export it again");
    }

    private static byte[] picture() {
        byte[] rgb = new byte[32 * 32 * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) i;
        }
        return rgb;
    }

    private static GraphProto quantised(ModelProto floats) throws Exception {
        ModelBundle bundle = Bundles.load(BUNDLED, Optional.empty());
        return new Quantiser(floats.getGraph(), Observation.of(floats, bundle.spec(), List.of(picture())), 8)
                .quantised();
    }

    /** Holds the two against each other, to as many steps of the largest value. */
    private static void assertAlike(ModelProto floats, GraphProto bytes, int steps) throws Exception {
        ModelBundle bundle = Bundles.load(BUNDLED, Optional.empty());
        float[] expected = output(floats, bundle, picture());
        float[] actual = output(floats.toBuilder().setGraph(bytes).build(), bundle, picture());
        float largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(largest).isPositive();
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("value %d", i).isCloseTo(expected[i], within(steps * largest / 255));
        }
    }

    private static float[] output(ModelProto model, ModelBundle bundle, byte[] rgb) throws Exception {
        float[][] output = new float[1][];
        try (GraphTrial trial = GraphTrial.open(model.toByteArray(), bundle.spec())) {
            trial.run(rgb, (name, values) -> {
                output[0] = new float[values.remaining()];
                values.get(output[0]);
            });
        }
        return output[0];
    }

    /** Each channel by itself, times {@code gain}, through a hard-swish. */
    private static ModelProto swished(float gain) {
        return model(
                List.of(constant("w", List.of(3L, 3L, 1L, 1L), gain, 0, 0, 0, gain, 0, 0, 0, gain)),
                QdqGraph.node("Conv", "c", "x", "w"),
                QdqGraph.node("HardSigmoid", "h", "c")
                        .addAttribute(AttributeProto.newBuilder()
                                .setName("alpha")
                                .setType(AttributeType.FLOAT)
                                .setF(1f / 6)),
                QdqGraph.node("Mul", "y", "h", "c"));
    }

    private static TensorProto constant(String name, List<Long> sides, float... numbers) {
        return Weights.tensor(
                name,
                DataType.FLOAT,
                sides,
                Weights.tensor(name, numbers).getRawData().toByteArray());
    }

    /** A graph from x, a picture of 32×32, to y. */
    private static ModelProto model(List<TensorProto> constants, NodeProto.Builder... nodes) {
        TypeProto.Tensor.Builder picture = TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT.getNumber());
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (int side : new int[] {1, 3, 32, 32}) {
            shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(side));
        }
        GraphProto.Builder graph = GraphProto.newBuilder()
                .setName("test")
                .addInput(ValueInfoProto.newBuilder()
                        .setName("x")
                        .setType(TypeProto.newBuilder().setTensorType(picture.setShape(shape))))
                .addOutput(ValueInfoProto.newBuilder()
                        .setName("y")
                        .setType(TypeProto.newBuilder()
                                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT.getNumber()))))
                .addAllInitializer(constants);
        for (NodeProto.Builder node : nodes) {
            graph.addNode(node);
        }
        return ModelProto.newBuilder()
                .setIrVersion(7)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(14))
                .setGraph(graph)
                .build();
    }
}
