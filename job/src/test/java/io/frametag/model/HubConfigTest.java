package io.frametag.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.image.CropOffset;
import io.frametag.image.ImageGeometry;
import io.frametag.image.Interpolation;
import io.frametag.image.PixelSize;
import io.frametag.image.Resampler;
import io.frametag.image.Resize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What timm's and transformers' files say, and what is not understood of them. */
class HubConfigTest {
    private static final byte[] GRAPH = TinyOnnx.channelMeans(4, 4).bytes();

    /** As timm's hub folder for lcnet_050 has it, but for the labels and without what is not read. */
    private static final String LCNET = """
            {"architecture": "lcnet_050", "num_classes": 3, "num_features": 1280, "global_pool": "avg",
             "pretrained_cfg": {"tag": "ra2_in1k", "custom_load": false, "input_size": [3, 224, 224],
               "fixed_input_size": false, "interpolation": "bicubic", "crop_pct": 0.875, "crop_mode": "center",
               "mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225], "num_classes": 1000,
               "pool_size": [7, 7], "first_conv": "conv_stem", "classifier": "classifier"},
             "label_names": ["red", "green", "blue"]}
            """;

    private static final String CONFIG = """
            {"_name_or_path": "google/mobilenet_v2_1.0_224", "id2label": {"0": "red", "1": "green", "2": "blue"}}
            """;

    private static final String MOBILENET = """
            {"crop_size": {"height": 224, "width": 224}, "do_center_crop": true, "do_normalize": true,
             "do_rescale": true, "do_resize": true, "image_mean": [0.5, 0.5, 0.5],
             "image_processor_type": "MobileNetV2ImageProcessor", "image_std": [0.5, 0.5, 0.5], "resample": 2,
             "rescale_factor": 0.00392156862745098, "size": {"shortest_edge": 256}}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeGraph() throws Exception {
        Files.write(folder.resolve("model.onnx"), GRAPH);
    }

    @Test
    void timmsLcnetIsWhatTimmMakesOfIt() throws Exception {
        ModelBundle bundle = timm(LCNET);
        ModelSpec spec = bundle.spec();

        assertThat(bundle.id().name()).isEqualTo("lcnet_050.ra2_in1k");
        assertThat(spec.geometry())
                .isEqualTo(geometry(new Resize.TruncatedShortSide(256), Interpolation.CUBIC, 224, CropOffset.ROUNDED));
        assertThat(spec.normalisation()).isEqualTo(Normalisation.IMAGENET);
        assertThat(spec.answers()).isEqualTo(new Answers.Best(3, false));
        assertThat(spec.labels()).containsExactly("red", "green", "blue");
    }

    @Test
    void whatTimmIsNotToldItTakesFromItsDefaults() throws Exception {
        ModelSpec spec = timm("{\"architecture\": \"net\", \"input_size\": [3, 224, 224], \"label_names\": [\"a\"]}")
                .spec();

        assertThat(spec.geometry()).isEqualTo(timm(LCNET).spec().geometry());
        assertThat(spec.normalisation()).isEqualTo(Normalisation.IMAGENET);
        assertThat(spec.name()).isEqualTo("net");
    }

    /** {@code math.floor(224 / crop_pct)} in Python's double precision: 280 for 0.8, which a float would make 279. */
    @ParameterizedTest
    @CsvSource({"0.8, 280", "0.9, 248", "0.95, 235", "0.965, 232", "1.0, 224", "0.875, 256"})
    void theResizeIsTimmsFloor(String cropPct, int side) throws Exception {
        assertThat(timm(LCNET.replace("0.875", cropPct)).spec().geometry().resize())
                .isEqualTo(new Resize.TruncatedShortSide(side));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    [3, 224, 224] | [1, 224, 224]  | pretrained_cfg.input_size in config.json is a list of 3: it has to be a list of 3 channels, height and width
                    [3, 224, 224] | [3, 224]       | pretrained_cfg.input_size in config.json is a list of 2
                    [3, 224, 224] | [3, 224, 192]  | pretrained_cfg.input_size in config.json is a list of 3: it has to be a square, or crop_mode squash
                    "center"      | "border"       | pretrained_cfg.crop_mode in config.json is 'border': it has to be center or squash: border, which pads
                    0.875         | 1.1            | pretrained_cfg.crop_pct in config.json is '1.1': it has to be a number above 0 and up to 1
                    0.875         | 0              | pretrained_cfg.crop_pct in config.json is '0'
                    0.875         | NaN            | pretrained_cfg.crop_pct in config.json is 'NaN': it has to be a number
                    "bicubic"     | "random"       | pretrained_cfg.interpolation in config.json is 'random': it has to be bilinear, bicubic or lanczos
                    0.225]        | 0]             | pretrained_cfg.std in config.json is a list of 3: it has to be a list of three numbers other than 0
                    "architecture"| "arch"         | pretrained_cfg.architecture is missing in config.json
                    "green"       | green          | config.json is not valid JSON
                    label_names   | names          | there are no labels: label_names is missing in config.json. Put a file labels.txt beside it, with one label a line
                    pretrained_cfg| cfg            | config.json has neither pretrained_cfg nor input_size, as timm's has, and there is no preprocessor_config.json
                    """)
    void whatIsNotUnderstoodOfTimmIsOneSentence(String right, String wrong, String complaint) {
        refused(() -> timm(LCNET.replace(right, wrong)), complaint);
    }

    @Test
    void aPreprocessorOfTransformersIsWhatTransformersMakesOfIt() throws Exception {
        ModelBundle bundle = transformers(CONFIG, MOBILENET);
        ModelSpec spec = bundle.spec();

        assertThat(bundle.id().name()).isEqualTo("google/mobilenet_v2_1.0_224");
        assertThat(spec.geometry())
                .isEqualTo(geometry(new Resize.TruncatedShortSide(256), Interpolation.LINEAR, 224, CropOffset.FLOORED));
        assertThat(spec.normalisation())
                .isEqualTo(new Normalisation(1 / 255f, List.of(0.5f, 0.5f, 0.5f), List.of(0.5f, 0.5f, 0.5f)));
        assertThat(spec.labels()).containsExactly("red", "green", "blue");
    }

    @Test
    void convNextsLargePicturesAreSquashed() throws Exception {
        String convNext = MOBILENET.replace("MobileNetV2", "ConvNext").replace("256", "384");

        assertThat(transformers(CONFIG, convNext).spec().geometry())
                .isEqualTo(geometry(
                        new Resize.Exact(new PixelSize(384, 384)), Interpolation.LINEAR, 384, CropOffset.FLOORED));
    }

    @ParameterizedTest
    @CsvSource({"-1", "0", "25", "1.01"})
    void aPartThatIsNoneIsRefusedOfConvNext(String cropPct) {
        String convNext = MOBILENET
                .replace("MobileNetV2", "ConvNext")
                .replace("\"resample\": 2", "\"resample\": 2, \"crop_pct\": " + cropPct);

        refused(
                () -> transformers(CONFIG, convNext),
                "crop_pct in preprocessor_config.json is '" + cropPct
                        + "': it has to be a number above 0 and up to 1.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    MobileNetV2            | Levit                        | image_processor_type in preprocessor_config.json is 'LevitImageProcessor': it has to be the image processor of ViT,
                    "resample": 2          | "resample": 0                | resample in preprocessor_config.json is '0': it has to be 1 (lanczos), 2 (bilinear) or 3 (bicubic)
                    "resample": 2          | "resample": 2, "do_pad": true| preprocessor_config.json has do_pad, which is not understood
                    "resample": 2          | "resample": 2, "crop_pct": 1 | crop_pct in preprocessor_config.json is not understood of MobileNetV2's processor
                    "do_resize": true      | "do_resize": false           | do_resize in preprocessor_config.json is 'false': it has to be true
                    "do_resize": true      | "do_resize": "maybe"         | do_resize in preprocessor_config.json is 'maybe': it has to be true or false
                    "do_center_crop": true | "do_center_crop": false      | size in preprocessor_config.json leaves the long side open
                    "shortest_edge": 256   | "shortest_edge": 200         | size in preprocessor_config.json resizes to a short side of 200, which has no room for the crop of 224×224
                    "shortest_edge": 256   | "longest_edge": 200          | size in preprocessor_config.json has longest_edge, which is not understood
                    "crop_size"            | "crop"                       | preprocessor_config.json has crop, which is not understood
                    "image_mean"           | "mean"                       | preprocessor_config.json has mean, which is not understood
                    "image_std": [0.5      | "image_std": [0              | image_std in preprocessor_config.json is a list of 3: it has to be a list of three numbers other than 0
                    """)
    void whatIsNotUnderstoodOfAPreprocessorIsOneSentence(String right, String wrong, String complaint) {
        refused(() -> transformers(CONFIG, MOBILENET.replace(right, wrong)), complaint);
    }

    @Test
    void regressionIsNoClassification() {
        String config = CONFIG.replace("{\"_name", "{\"problem_type\": \"regression\", \"_name");

        refused(
                () -> transformers(config, MOBILENET),
                "problem_type in config.json is 'regression': it has to be single_");
    }

    @Test
    void aPreprocessorThatIsSwitchedOffIsNotLookedAt() throws Exception {
        String more =
                MOBILENET.replace("\"resample\": 2", "\"resample\": 2, \"do_pad\": false, \"do_reduce_labels\": null");

        assertThat(transformers(CONFIG, more).spec())
                .isEqualTo(transformers(CONFIG, MOBILENET).spec());
    }

    @Test
    void theHashIsThatOfAllFilesThatWereReadInARow() throws Exception {
        Files.writeString(folder.resolve("labels.txt"), "a\nb\nc\n");
        Files.writeString(folder.resolve("README.md"), "Not read.");
        String config = LCNET.replace("label_names", "unused");
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(GRAPH);
        digest.update(config.getBytes(UTF_8));

        // Named labels leave the file unread.
        assertThat(timm(LCNET).spec().labels()).containsExactly("red", "green", "blue");
        digest.update("a\nb\nc\n".getBytes(UTF_8));
        ModelBundle bundle = timm(config);
        assertThat(bundle.spec().labels()).containsExactly("a", "b", "c");
        assertThat(bundle.id().sha256()).isEqualTo(HexFormat.of().formatHex(digest.digest()));
        assertThatThrownBy(() -> ModelBundle.load(BundleFiles.folder(folder), Optional.of("00ff"), Optional.empty()))
                .isInstanceOf(BadModelException.class)
                .hasMessageContaining("the sha256 of model.onnx followed by config.json followed by labels.txt is "
                        + bundle.id().sha256() + ", not the expected 00ff.");
    }

    @Test
    void aGraphOfAnotherSizeOrNumberOfClassesNamesItsOwnFiles() throws Exception {
        ModelBundle bundle = timm(LCNET);
        assertThatThrownBy(() -> Classifier.open(bundle).close())
                .isInstanceOf(BadModelException.class)
                .hasMessageContaining("not [batch, 3, 224, 224] of FLOAT, as config.json describes it.");
        ModelBundle labels = timm(LCNET.replace("224, 224", "4, 4").replace("\"blue\"", "\"blue\", \"x\""));
        assertThatThrownBy(() -> Classifier.open(labels).close())
                .isInstanceOf(BadModelException.class)
                .hasMessageContaining("label_names in config.json has 4 labels, but the model has 3 classes.");
    }

    private ModelBundle timm(String config) throws Exception {
        Files.writeString(folder.resolve("config.json"), config);
        return ModelBundle.load(BundleFiles.folder(folder), Optional.empty(), Optional.empty());
    }

    private ModelBundle transformers(String config, String preprocessor) throws Exception {
        Files.writeString(folder.resolve("preprocessor_config.json"), preprocessor);
        return timm(config);
    }

    private static ImageGeometry geometry(Resize resize, Interpolation interpolation, int crop, CropOffset offset) {
        return new ImageGeometry(resize, interpolation, new PixelSize(crop, crop), Resampler.PILLOW, offset);
    }

    private static void refused(ThrowingCallable loading, String complaint) {
        assertThatThrownBy(loading)
                .isInstanceOf(BadModelException.class)
                .hasMessageStartingWith("Model bundle ")
                .hasMessageContaining(complaint)
                .hasMessageEndingWith(".")
                .hasMessageNotContaining("\n");
    }
}
