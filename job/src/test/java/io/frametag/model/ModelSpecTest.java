package io.frametag.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.image.ImageGeometry;
import io.frametag.image.Interpolation;
import io.frametag.image.PixelSize;
import io.frametag.image.Resize;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelSpecTest {
    @Test
    void readsWhatPaddleXExports() throws Exception {
        ModelSpec spec = ModelSpec.parse(Bundles.yml(256, 224, List.of("tench, Tinca tinca", "007", "no", "null")));

        assertThat(spec.name()).isEqualTo("PP-LCNet_x1_0");
        assertThat(spec.geometry())
                .isEqualTo(ImageGeometry.shortSide(256, Interpolation.LINEAR, new PixelSize(224, 224)));
        assertThat(spec.normalisation())
                .isEqualTo(new Normalisation(
                        0.003921569f, List.of(0.485f, 0.456f, 0.406f), List.of(0.229f, 0.224f, 0.225f)));
        assertThat(spec.topK()).isEqualTo(5);
        assertThat(spec.labels()).containsExactly("tench, Tinca tinca", "007", "no", "null");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    1.0/255.0, 0.003921569
                    1./255., 0.003921569
                    1 / 255, 0.003921569
                    '''1.0/255.0''', 0.003921569
                    0.5, 0.5
                    1, 1
                    1e-2, 0.01
                    .25, 0.25
                    """)
    void aScaleIsANumberOrAQuotient(String scale, float expected) throws Exception {
        // The CSV's own quotes are gone by now: what is left of the fourth row is a quoted YAML string.
        assertThat(parse("0.00392156862745098", scale).normalisation().scale()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "bilinear, LINEAR",
        "LINEAR, LINEAR",
        "area, AREA",
        "Bicubic, CUBIC",
        "nearest, NEAREST",
        "lanczos, LANCZOS",
        "LANCZOS4, LANCZOS",
        "null, LINEAR"
    })
    void interpolationsGoByPaddleClassAndByPaddleXNames(String name, Interpolation expected) throws Exception {
        ModelSpec spec = parse("resize_short: 256", "resize_short: 256\n      interpolation: " + name);

        assertThat(spec.geometry().interpolation()).isEqualTo(expected);
    }

    @Test
    void aSizeOfTwoIsWidthThenHeight() throws Exception {
        ModelSpec spec = ModelSpec.parse(Bundles.plainYml());

        assertThat(spec.geometry()).isEqualTo(ImageGeometry.exact(new PixelSize(4, 2), Interpolation.LINEAR));
        assertThat(spec.width()).isEqualTo(4);
        assertThat(spec.height()).isEqualTo(2);
    }

    @Test
    void aSizeOfOneIsASquareAndACropOfTwoIsWidthThenHeight() throws Exception {
        ModelSpec spec = parse("resize_short: 256", "size: 300", "size: 224", "size: [200, 100]");

        assertThat(spec.geometry())
                .isEqualTo(new ImageGeometry(
                        new Resize.Exact(new PixelSize(300, 300)), Interpolation.LINEAR, new PixelSize(200, 100)));
    }

    @Test
    void resizeShortGoesBeforeSizeAsInPaddleClas() throws Exception {
        ModelSpec spec = parse("resize_short: 256", "size: 300\n      resize_short: 256");

        assertThat(spec.geometry().resize()).isEqualTo(new Resize.ShortSide(256));
    }

    @Test
    void normalizeImageWithoutParametersIsImageNetsAsInPaddleClas() throws Exception {
        ModelSpec spec = ModelSpec.parse(
                Bundles.plainYml().replace("{scale: 1.0/255.0, mean: [0, 0, 0], std: [1, 1, 1], order: ''}", "null"));

        assertThat(spec.normalisation()).isEqualTo(Normalisation.IMAGENET);
    }

    @Test
    void decodingToRgbAndPlanesBeforeArithmeticAreTheSameModel() throws Exception {
        ModelSpec plain = ModelSpec.parse(Bundles.plainYml());
        ModelSpec other = ModelSpec.parse(Bundles.plainYml()
                .replace("  - ToCHWImage:\n", "")
                .replace("  - NormalizeImage", "  - ToCHWImage:\n  - NormalizeImage")
                .replace("order: ''", "order: chw")
                .replace("  - ResizeImage", "  - DecodeImage: {to_rgb: True, channel_first: False}\n  - ResizeImage"));

        assertThat(other).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    model_name: PP-LCNet_x1_0 | model_name: | Global.model_name is missing
                    Global: | Globe: | Global is missing
                    transform_ops: | ops: | PreProcess.transform_ops is missing
                    resize_short: 256 | resize_short: big | PreProcess.transform_ops[0].ResizeImage.resize_short in inference.yml is 'big': it has to be a whole number above 0
                    resize_short: 256 | resize_short: -1 | ResizeImage.resize_short in inference.yml is '-1'
                    resize_short: 256 | resize_short: 1.5 | ResizeImage.resize_short in inference.yml is '1.5'
                    resize_short: 256 | resize_short: [1, 2] | ResizeImage.resize_short in inference.yml is a list of 2
                    resize_short: 256 | interpolation: area | PreProcess.transform_ops[0].ResizeImage in inference.yml has neither resize_short nor size
                    resize_short: 256 | size: [1, 2, 3] | ResizeImage.size in inference.yml is a list of 3: it has to be a whole number above 0, or a list of two
                    resize_short: 256 | size: [300, 200] | resizes to 300×200, which has no room for the crop of 224×224
                    resize_short: 256 | resize_short: 200 | resizes to a short side of 200, which has no room for the crop of 224×224
                    resize_short: 256 | {resize_short: 256, interpolation: hamming} | PreProcess.transform_ops[0].ResizeImage.interpolation in inference.yml is 'hamming'
                    resize_short: 256 | {resize_short: 256, backend: np} | ResizeImage.backend in inference.yml is 'np': it has to be cv2 or pil
                    resize_short: 256 | {resize_short: 256, backend: pil, interpolation: area} | ResizeImage.interpolation in inference.yml is 'area': it has to be bilinear, bicubic or lanczos, as backend is pil
                    resize_short: 256 | {resize_short: 256, keep_ratio: true} | ResizeImage in inference.yml has keep_ratio, which is not understood
                    size: 224 | sizes: 224 | PreProcess.transform_ops[1].CropImage in inference.yml has sizes, which is not understood
                    size: 224 | | PreProcess.transform_ops[1].CropImage.size is missing
                    CropImage | RandFlipImage | PreProcess.transform_ops[1] in inference.yml is RandFlipImage, which is not understood
                    CropImage | ResizeImage | PreProcess.transform_ops[1] in inference.yml is ResizeImage out of turn
                    ToCHWImage: null | CropImage: {size: 2} | PreProcess.transform_ops[3] in inference.yml is CropImage out of turn
                    - ToCHWImage: null | | PreProcess.transform_ops in inference.yml has no ToCHWImage
                    scale: 0.00392156862745098 | scale: 1/0 | NormalizeImage.scale in inference.yml is '1/0': it has to be a number
                    scale: 0.00392156862745098 | scale: NaN | NormalizeImage.scale in inference.yml is 'NaN'
                    scale: 0.00392156862745098 | scale: __import__('os') | NormalizeImage.scale in inference.yml is '__import__('os')'
                    channel_num: 3 | channel_num: 4 | NormalizeImage.channel_num in inference.yml is '4': it has to be 3
                    order: '' | order: whc | NormalizeImage.order in inference.yml is 'whc'
                    order: '' | output_fp16: true | NormalizeImage.output_fp16 in inference.yml is 'true': it has to be false
                    - 0.229 | - 0 | NormalizeImage.std in inference.yml is a list of 3: it has to be a list of three numbers other than 0
                    - 0.229 | - x | NormalizeImage.std[0] in inference.yml is 'x': it has to be a number
                    - 0.229 | | NormalizeImage.std in inference.yml is a list of 2: it has to be a list of three numbers
                    topk: 5 | topk: five | PostProcess.Topk.topk in inference.yml is 'five'
                    label_list: | labels: | PostProcess.Topk.label_list is missing
                    - class 0 | - [a, b] | PostProcess.Topk.label_list[0] in inference.yml is a list of 2: it has to be text
                    Topk: | PersonAttribute: | PostProcess in inference.yml has [PersonAttribute] where a classifier's has Topk
                    Topk: | ThreshOutput: | PostProcess.ThreshOutput in inference.yml has topk, which is not understood
                    topk: 5 | topk: 5, 6: 7 | inference.yml is not valid YAML: mapping values are not allowed here at line 33, column 15
                    topk: 5 | {topk: 5 | inference.yml is not valid YAML
                    """)
    void aMistakeIsOneSentenceWithThePathToIt(String right, String wrong, String complaint) {
        String yml = Bundles.imageNetYml(2).replaceFirst(quoted(right), replacement(wrong));
        assertThat(yml).isNotEqualTo(Bundles.imageNetYml(2));

        assertThatThrownBy(() -> ModelSpec.parse(yml))
                .isInstanceOf(BadModelException.class)
                .hasMessageContaining(complaint)
                .hasMessageEndingWith(".")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {ThreshOutput: {threshold: 0.9, label_0: nobody, label_1: someone}} | OneOf[threshold=0.9, otherwise=0] | [nobody, someone]
                    {ThreshOutput: {threshold: 0.2, default_label_index: 1, label_list: [a, b, c]}} | OneOf[threshold=0.2, otherwise=1] | [a, b, c]
                    {MultiLabelThreshOutput: {label_list: [a, b]}} | EachAbove[thresholds=[0.5, 0.5]] | [a, b]
                    {MultiLabelThreshOutput: {threshold: 0.3, label_list: [a, b]}} | EachAbove[thresholds=[0.3, 0.3]] | [a, b]
                    {MultiLabelThreshOutput: {threshold: [0.3, 1], label_list: [a, b]}} | EachAbove[thresholds=[0.3, 1.0]] | [a, b]
                    {MultiLabelThreshOutput: {threshold: {default: 0.4, 1: 0.6}, label_list: [a, b]}} | EachAbove[thresholds=[0.4, 0.6]] | [a, b]
                    """)
    void headsWithThresholds(String head, String answers, String labels) throws Exception {
        ModelSpec spec = ModelSpec.parse(withHead(head));

        assertThat(spec.answers()).hasToString(answers);
        assertThat(spec.labels()).hasToString(labels);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {ThreshOutput: {label_0: a, label_1: b}} | PostProcess.ThreshOutput.threshold is missing
                    {ThreshOutput: {threshold: 0.5, label_0: a}} | PostProcess.ThreshOutput.label_1 is missing
                    {ThreshOutput: {threshold: 0.5}} | PostProcess.ThreshOutput.label_list is missing
                    {ThreshOutput: {threshold: 5, label_0: a, label_1: b}} | PostProcess.ThreshOutput.threshold in inference.yml is '5': it has to be a number from 0 to 1
                    {ThreshOutput: {threshold: 0.5, default_label_index: 2, label_0: a, label_1: b}} | default_label_index in inference.yml is '2': it has to be a whole number from 0 to 1
                    {MultiLabelThreshOutput: {threshold: [0.5], label_list: [a, b]}} | MultiLabelThreshOutput.threshold in inference.yml is a list of 1: it has to be a list of 2, one a label
                    {MultiLabelThreshOutput: {threshold: {1: 0.5}, label_list: [a, b]}} | MultiLabelThreshOutput.threshold.default is missing
                    {MultiLabelThreshOutput: {threshold: {default: 0.5, 2: 0.5}, label_list: [a, b]}} | MultiLabelThreshOutput.threshold's key in inference.yml is '2': it has to be a whole number from 0 to 1
                    {MultiLabelThreshOutput: {threshold: 0.5, label_list: [a], top: 3}} | PostProcess.MultiLabelThreshOutput in inference.yml has top, which is not understood
                    {Topk: {topk: 1, label_list: [a]}, ThreshOutput: {threshold: 1}} | PostProcess in inference.yml has [Topk, ThreshOutput] where
                    """)
    void aMistakeInAHeadIsOneSentence(String head, String complaint) {
        assertThatThrownBy(() -> ModelSpec.parse(withHead(head)))
                .isInstanceOf(BadModelException.class)
                .hasMessageContaining(complaint)
                .hasMessageEndingWith(".");
    }

    private static String withHead(String head) {
        return Bundles.plainYml().replaceFirst("(?s)PostProcess:.*", replacement("PostProcess: " + head));
    }

    @ParameterizedTest
    @CsvSource({"'', Global is missing", "just text, The document in inference.yml is 'just text'", "[1], a list of 1"})
    void aDocumentOfAnotherKindIsRejected(String yml, String complaint) {
        assertThatThrownBy(() -> ModelSpec.parse(yml))
                .isInstanceOf(BadModelException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void aBottomlessDocumentIsRejected() {
        assertThatThrownBy(() -> ModelSpec.parse("[".repeat(100_000))).isInstanceOf(BadModelException.class);
    }

    @Test
    void resizeShortWithoutACropLeavesTheSizeOpen() {
        assertThatThrownBy(() -> parse("  - CropImage:\n      size: 224\n", ""))
                .hasMessageContaining("ResizeImage.resize_short in inference.yml leaves the long side open");
    }

    @Test
    void decodingToBgrIsAnotherModel() {
        assertThatThrownBy(() -> parse("  - ResizeImage:", "  - DecodeImage: {img_mode: BGR}\n  - ResizeImage:"))
                .hasMessageContaining("DecodeImage.img_mode in inference.yml is 'BGR': it has to be RGB");
    }

    private static ModelSpec parse(String... replacements) throws BadModelException {
        String yml = Bundles.imageNetYml(2);
        for (int i = 0; i < replacements.length; i += 2) {
            yml = yml.replace(replacements[i], replacements[i + 1]);
        }
        return ModelSpec.parse(yml);
    }

    private static String quoted(String text) {
        return Pattern.quote(text);
    }

    private static String replacement(String text) {
        return Matcher.quoteReplacement(text == null ? "" : text);
    }
}
