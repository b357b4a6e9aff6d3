package io.frametag.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.model.TinyOnnx.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class ExternalDataTest {
    @TempDir
    private Path folder;

    private static final Message LOCATION = new Message().text(1, "location").text(2, "../secrets.bin");
    private static final Message OFFSET = new Message().text(1, "offset").text(2, "0");
    private static final Message WEIGHT = new Message().text(8, "conv.weight");
    private static final Message EXTERNAL = new Message()
            .append(WEIGHT)
            .message(13, LOCATION)
            .message(13, OFFSET)
            .number(14, 1);

    /** Each place of onnx.proto that holds a tensor, by the numbers of its fields. */
    static Stream<Arguments> places() {
        Message attribute = new Message().message(5, EXTERNAL);
        Message node = new Message().message(5, attribute);
        Message graph = new Message().message(5, EXTERNAL);
        Message sparse = new Message().message(1, EXTERNAL);
        return Stream.of(
                Arguments.of("initializer", model(graph)),
                Arguments.of("sparse initializer's values", model(new Message().message(15, sparse))),
                Arguments.of(
                        "sparse initializer's indices",
                        model(new Message().message(15, new Message().message(2, EXTERNAL)))),
                Arguments.of("attribute", model(new Message().message(1, node))),
                Arguments.of("attribute's list", inAttribute(10, EXTERNAL)),
                Arguments.of("sparse attribute", inAttribute(22, sparse)),
                Arguments.of("sparse attribute's list", inAttribute(23, sparse)),
                Arguments.of("subgraph", inAttribute(6, graph)),
                Arguments.of("subgraphs", inAttribute(11, graph)),
                Arguments.of(
                        "subgraph's subgraph",
                        inAttribute(
                                6,
                                new Message().message(1, new Message().message(5, new Message().message(6, graph))))),
                Arguments.of("function", new Message().message(25, new Message().message(7, node))),
                Arguments.of("function's default", new Message().message(25, new Message().message(11, attribute))),
                Arguments.of("training's start", new Message().message(20, new Message().message(1, graph))),
                Arguments.of("training's step", new Message().message(20, new Message().message(2, graph))),
                Arguments.of(
                        "a graph said twice", model(new Message().text(2, "g")).append(model(graph))));
    }

    private static Message model(Message graph) {
        return new Message().number(1, 7).message(7, graph);
    }

    private static Message inAttribute(int field, Message value) {
        return model(new Message().message(1, new Message().message(5, new Message().message(field, value))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void aTensorInAFileIsRefusedWhereverItIs(String place, Message model) {
        assertThatThrownBy(() -> ExternalData.refuse(model.bytes()))
                .as(place)
                .isInstanceOf(BadModelException.class)
                .hasMessage(
                        "inference.onnx keeps the tensor 'conv.weight' outside of itself, in '../secrets.bin': a bundle"
                                + " is inference.onnx and inference.yml and nothing else. Save the model with its weights inside"
                                + " (onnx.save_model(.., save_as_external_data=False)).");
    }

    @Test
    void eitherOfTheTwoSignsIsEnough() {
        Message flagged = new Message().append(WEIGHT).number(14, 1);
        Message named = new Message().append(WEIGHT).message(13, OFFSET);
        // The last of several values would count for a reader: for this one, any does.
        Message first = new Message().append(WEIGHT).number(14, 1).number(14, 0);
        for (Message tensor : new Message[] {flagged, named, first}) {
            assertThatThrownBy(() -> ExternalData.refuse(
                            model(new Message().message(5, tensor)).bytes()))
                    .isInstanceOf(BadModelException.class)
                    .hasMessageContaining("'conv.weight' outside of itself, in ''");
        }
    }

    @Test
    void weightsInsideAreGood() {
        Message inside = new Message().append(WEIGHT).number(14, 0).text(9, "raw bytes, field 13 of which is none");
        assertThatCode(() -> ExternalData.refuse(
                        model(new Message().message(5, inside)).bytes()))
                .doesNotThrowAnyException();
        assertThatCode(() -> ExternalData.refuse(TinyOnnx.channelMeans(4, 2).bytes()))
                .doesNotThrowAnyException();
        assertThatCode(ModelBundle::bundled).doesNotThrowAnyException();
    }

    @Test
    void graphsWithinGraphsEndSomewhere() {
        Message graph = new Message().text(2, "deepest");
        for (int i = 0; i < 200; i++) {
            graph = new Message().message(1, new Message().message(5, new Message().message(6, graph)));
        }
        byte[] model = model(graph).bytes();
        assertThatThrownBy(() -> ExternalData.refuse(model))
                .isInstanceOf(BadModelException.class)
                .hasMessage("inference.onnx has graphs within graphs, too deep to be read.");
    }

    @Test
    void bytesThatAreNoGraphAreReadWithoutHarm() {
        byte[] model = model(new Message().message(5, EXTERNAL)).bytes();
        Random random = new Random(6);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = i % 2 == 0 ? model.clone() : new byte[random.nextInt(200)];
            for (int change = 0; change < 1 + i % 7 && damaged.length > 0; change++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                ExternalData.refuse(damaged);
            } catch (BadModelException refused) {
                // As good an answer as the other.
            }
        }
    }

    @Test
    void aBundleIsRefusedAsAWhole() throws Exception {
        Files.write(
                folder.resolve("inference.onnx"),
                TinyOnnx.channelMeans(4, 2).timesNumberInFile("weight.bin").bytes());
        Files.writeString(folder.resolve("inference.yml"), Bundles.plainYml());
        assertThatThrownBy(() -> ModelBundle.load(BundleFiles.folder(folder), Optional.empty(), Optional.empty()))
                .isInstanceOf(BadModelException.class)
                .hasMessageStartingWith("Model bundle " + folder
                        + ": inference.onnx keeps the tensor 'weight' outside of itself, in 'weight.bin': ");
    }
}
