package io.frametag.tools.model.int8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.frametag.image.DecodeMode;
import io.frametag.model.GraphTrial;
import io.frametag.model.ModelBundle;
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
        assertThat(out.toString()).startsWith("33 layers are of 8-bit integers, by the ranges that 14 images show; ");
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
        byte[] rgb = new byte[32 * 32 * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) i;
        }
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
        float[] weights = new float[9];
        weights[0] = gain;
        weights[4] = gain;
        weights[8] = gain;
        TypeProto pictures = TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder()
                        .setElemType(DataType.FLOAT.getNumber())
                        .setShape(TensorShapeProto.newBuilder()
                                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(1))
                                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(3))
                                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(32))
                                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(32))))
                .build();
        GraphProto.Builder graph = GraphProto.newBuilder()
                .setName("swished")
                .addInput(ValueInfoProto.newBuilder().setName("x").setType(pictures))
                .addOutput(ValueInfoProto.newBuilder().setName("y").setType(pictures))
                .addInitializer(Weights.tensor(
                        "w",
                        DataType.FLOAT,
                        List.of(3L, 3L, 1L, 1L),
                        Weights.tensor("w", weights).getRawData().toByteArray()))
                .addNode(QdqGraph.node("Conv", "c", "x", "w"))
                .addNode(QdqGraph.node("HardSigmoid", "h", "c")
                        .addAttribute(AttributeProto.newBuilder()
                                .setName("alpha")
                                .setType(AttributeType.FLOAT)
                                .setF(1f / 6)))
                .addNode(QdqGraph.node("Mul", "y", "c", "h"));
        return ModelProto.newBuilder()
                .setIrVersion(7)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(14))
                .setGraph(graph)
                .build();
    }
}
