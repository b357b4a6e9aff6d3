package io.frametag.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenAnswersTest {
    @TempDir
    private Path folder;

    private BundleFiles files;
    private ModelBundle bundle;

    @BeforeEach
    void write() throws Exception {
        Files.write(
                folder.resolve("inference.onnx"), TinyOnnx.channelMeans(4, 2).bytes());
        Files.writeString(folder.resolve("inference.yml"), Bundles.plainYml());
        files = BundleFiles.folder(folder);
        bundle = ModelBundle.load(files, Optional.empty(), Optional.of("v1"));
        byte[] red = new byte[24];
        for (int i = 0; i < red.length; i += 3) {
            red[i] = (byte) 255;
        }
        try (Classifier classifier = Classifier.open(bundle)) {
            write(new GoldenAnswers(
                    bundle.id().sha256(),
                    bundle.id().version(),
                    List.of(
                            new GoldenAnswers.Image("black.png", new byte[24], classifier.classify(new byte[24], 3)),
                            new GoldenAnswers.Image("red.png", red, classifier.classify(red, 2)))));
        }
    }

    private void write(GoldenAnswers golden) throws Exception {
        Files.write(folder.resolve(GoldenAnswers.JSON), golden.json());
        Files.write(folder.resolve(GoldenAnswers.RGB), golden.rgb());
    }

    private GoldenAnswers read() throws Exception {
        return GoldenAnswers.read(files, bundle).orElseThrow();
    }

    @Test
    void whatWasWrittenIsReadAndHolds() throws Exception {
        GoldenAnswers golden = read();

        assertThat(golden.version()).isEqualTo("v1");
        assertThat(golden.images()).extracting(GoldenAnswers.Image::name).containsExactly("black.png", "red.png");
        assertThat(golden.images().get(1).labels()).extracting(Label::name).containsExactly("red", "green");
        assertThat(golden.images().get(1).rgb()).startsWith(255, 0, 0, 255);
        try (Classifier classifier = Classifier.open(bundle)) {
            assertThatCode(() -> golden.check(classifier)).doesNotThrowAnyException();
        }
    }

    @Test
    void theyAreNoPartOfTheHash() throws Exception {
        assertThat(ModelBundle.load(files, Optional.of(bundle.id().sha256()), Optional.empty())
                        .fileNames())
                .containsExactly("inference.onnx", "inference.yml");
    }

    @Test
    void anotherAnswerIsNamed() throws Exception {
        GoldenAnswers golden = read();
        byte[] blue = golden.images().get(1).rgb();
        Arrays.fill(blue, (byte) 128);

        try (Classifier classifier = Classifier.open(bundle)) {
            assertThatThrownBy(() -> golden.check(classifier))
                    .isInstanceOf(BadModelException.class)
                    .hasMessageStartingWith("the golden picture red.png is red with 0.33")
                    .hasMessageContaining(" here, and was with 0.57")
                    .hasMessageEndingWith("where the bundle was packed: it is not the same model on this machine.");
        }
    }

    @Test
    void aBundleWithoutThemHasNone() throws Exception {
        Files.delete(folder.resolve(GoldenAnswers.JSON));

        assertThat(GoldenAnswers.read(files, bundle)).isEmpty();
    }

    @Test
    void thresholdsLeaveThePictureItsBestLabels() throws Exception {
        ModelBundle strict = Bundles.of(
                TinyOnnx.channelMeans(4, 2).times(3, 1, 0, 0, 0, 1, 0, 0, 0, 1).bytes(),
                Bundles.plainYml()
                        .replace(
                                "Topk: {topk: 2, label_list: [red, green, blue]}",
                                "MultiLabelThreshOutput: {threshold: 0.99, label_list: [red, green, blue]}"));
        try (Classifier classifier = Classifier.open(strict)) {
            byte[] black = new byte[24];
            assertThat(classifier.classify(black, 3)).isEmpty();

            GoldenAnswers.Image image = GoldenAnswers.image("black.png", black, classifier);
            assertThat(image.labels())
                    .containsExactly(
                            new Label(0, "red", 0.5f), new Label(1, "green", 0.5f), new Label(2, "blue", 0.5f));
        }
    }

    @Test
    void aPictureWithoutAnAnswerIsRefused() throws Exception {
        write(new GoldenAnswers(
                bundle.id().sha256(), "v1", List.of(new GoldenAnswers.Image("a.png", new byte[24], List.of()))));

        assertThatThrownBy(this::read)
                .isInstanceOf(BadModelException.class)
                .hasMessage("images[0].labels in golden.json is a list of 0: it has to be a list of at least one label:"
                        + " pack the bundle again.");
    }

    @Test
    void thoseOfAnotherBundleAndDamagedOnesAreRefused() throws Exception {
        ModelBundle other = Bundles.of(TinyOnnx.channelMeans(4, 2).then("Relu").bytes(), Bundles.plainYml());
        assertThatThrownBy(() -> GoldenAnswers.read(files, other))
                .isInstanceOf(BadModelException.class)
                .hasMessage("golden.json has the answers of another bundle, whose sha256 is "
                        + bundle.id().sha256() + ": pack this one again.");
        Files.write(folder.resolve(GoldenAnswers.RGB), new byte[47]);
        assertThatThrownBy(this::read)
                .isInstanceOf(BadModelException.class)
                .hasMessage("golden.rgb has 47 bytes, and not the 2 pictures of 24 that golden.json lists.");
        Files.writeString(folder.resolve(GoldenAnswers.JSON), "{}");
        assertThatThrownBy(this::read).hasMessage("sha256 is missing in golden.json.");
    }
}
