package io.frametag.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxJavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frametag.image.DecodeMode;
import io.frametag.image.ImageDecoder;
import io.frametag.image.ImageFormat;
import io.frametag.image.ImageLimits;
import io.frametag.image.Preprocessor;
import io.frametag.model.GraphInput.Layout;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Folders as PaddleX, timm and transformers leave them, from a file's bytes to labels, against what Pillow, OpenCV and NumPy
 * made of the same photo: {@code reference/make.py}. The graph is the same for all: a matrix times the means of the channels.
 */
class ShippedBundlesTest {
    private static final String REFERENCE = "/io/frametag/reference/";
    private static final ImageLimits LIMITS = new ImageLimits(EnumSet.allOf(ImageFormat.class), 1 << 20, 1_000_000);
    /** A byte times 1/255 is not always the same float as a byte divided by 255. */
    private static final Offset<Float> CLOSE = Offset.offset(1e-6f);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("cases")
    void thePictureIsTheReferences(JsonNode wanted) throws Exception {
        ModelSpec spec = bundle(wanted).spec();
        GraphInput input = new GraphInput("image", type(wanted), layout(wanted));
        byte[] expected = bytes(wanted.get("name").asText() + ".bin");

        assertThat(spec.width()).isEqualTo(wanted.get("width").asInt());
        assertThat(spec.height()).isEqualTo(wanted.get("height").asInt());
        try (NativeTensor tensor = NativeTensor.allocate(input.type(), input.shape(spec.width(), spec.height()));
                ImageInput written = input.open(spec, tensor)) {
            written.write(rgb(spec));
            if (input.type() == OnnxJavaType.UINT8) {
                byte[] values = new byte[expected.length];
                tensor.bytes().get(0, values);
                assertThat(values).isEqualTo(expected);
            } else {
                assertThat(floats(tensor.floats())).containsExactly(floats(expected), CLOSE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theAnswerIsTheReferences(JsonNode wanted) throws Exception {
        ModelBundle bundle = bundle(wanted);
        try (Classifier classifier = Classifier.open(bundle)) {
            List<Label> labels =
                    classifier.classify(rgb(bundle.spec()), bundle.spec().topK());

            JsonNode answers = wanted.get("answers");
            assertThat(labels).hasSize(answers.size());
            for (int i = 0; i < answers.size(); i++) {
                int index = answers.get(i).get("index").asInt();
                assertThat(labels.get(i).index()).isEqualTo(index);
                assertThat(labels.get(i).name())
                        .isEqualTo(
                                wanted.has("labels")
                                        ? wanted.get("labels").get(index).asText()
                                        : "class " + index);
                assertThat(labels.get(i).score())
                        .isCloseTo((float) answers.get(i).get("score").asDouble(), Offset.offset(1e-5f));
            }
        }
    }

    static List<JsonNode> cases() throws Exception {
        List<JsonNode> cases = new ArrayList<>();
        new ObjectMapper().readTree(bytes("bundles.json")).forEach(cases::add);
        assertThat(cases).hasSize(17);
        return cases;
    }

    private ModelBundle bundle(JsonNode wanted) throws Exception {
        Path graph = folder.resolve(wanted.get("graph").asText());
        Files.createDirectories(graph.getParent());
        Files.write(graph, graph(wanted));
        for (var file : wanted.get("files").properties()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue().asText());
        }
        return ModelBundle.load(BundleFiles.folder(folder), Optional.empty(), Optional.empty());
    }

    private static byte[] graph(JsonNode wanted) {
        int classes = wanted.get("classes").asInt();
        boolean planes = layout(wanted) == Layout.PLANES;
        int width = wanted.get("width").asInt();
        int height = wanted.get("height").asInt();
        int type = type(wanted) == OnnxJavaType.FLOAT ? TinyOnnx.FLOAT : TinyOnnx.UINT8;
        Object batch = type == TinyOnnx.UINT8 ? "batch" : 1;
        TinyOnnx graph = planes
                ? TinyOnnx.input(type, "batch", 3, height, width)
                : TinyOnnx.input(type, batch, height, width, 3);
        graph = type == TinyOnnx.FLOAT ? graph : graph.cast(TinyOnnx.FLOAT);
        graph = planes ? graph : graph.channelsFirst();
        float[] matrix = new float[3 * classes];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = (i / classes * 311 + i % classes * 173) % 1021 / 256f - 2;
        }
        return graph.then("GlobalAveragePool").then("Flatten").times(3, matrix).bytes();
    }

    private static byte[] rgb(ModelSpec spec) throws Exception {
        try (ImageDecoder decoder = new ImageDecoder(LIMITS, DecodeMode.EXACT, spec.geometry());
                Preprocessor preprocessor = new Preprocessor(DecodeMode.EXACT, spec.geometry())) {
            return preprocessor.rgb(decoder.decode(ByteBuffer.wrap(bytes("photo.png"))));
        }
    }

    private static OnnxJavaType type(JsonNode wanted) {
        return wanted.get("type").asText().equals("float") ? OnnxJavaType.FLOAT : OnnxJavaType.UINT8;
    }

    private static Layout layout(JsonNode wanted) {
        return wanted.get("layout").asText().equals("NCHW") ? Layout.PLANES : Layout.INTERLEAVED;
    }

    private static byte[] bytes(String name) throws Exception {
        try (InputStream in = ShippedBundlesTest.class.getResourceAsStream(REFERENCE + name)) {
            return in.readAllBytes();
        }
    }

    private static float[] floats(byte[] littleEndian) {
        return floats(
                ByteBuffer.wrap(littleEndian).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer());
    }

    private static float[] floats(FloatBuffer buffer) {
        float[] floats = new float[buffer.capacity()];
        buffer.get(0, floats);
        return floats;
    }
}
