package io.frametag.tools.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.tools.ExitCodes;
import io.frametag.tools.Frametag;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(300)
class ModelCommandTest {
    private static final Path BUNDLED = Path.of("../job/models/pp-lcnet-x0_5-cifar10");
    private static final Path PHOTOS = Path.of("../deploy/local/frames");
    private static final String SHA256 = "95d9830c2cee67dfd61814998cfd5d672a72e0899cfae98d3f142812beca0447";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(Object... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] words = new String[arguments.length + 1];
        words[0] = "model";
        for (int i = 0; i < arguments.length; i++) {
            words[i + 1] = arguments[i].toString();
        }
        return Frametag.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(words);
    }

    @Test
    void inspectSaysWhatTheBundledModelIs() {
        assertThat(run("inspect", BUNDLED)).as(err.toString()).isEqualTo(ExitCodes.OK);
        assertThat(out.toString())
                .contains("model       PP-LCNet_x0_5_cifar10\n")
                .contains("sha256      " + SHA256 + "\n")
                .contains("files       inference.onnx, inference.yml\n")
                .contains("of FLOAT, which is probabilities\n")
                .contains("resized to a short side of 32 (OpenCV, area), of which the middle 32×32\n")
                .contains("labels      10: airplane, automobile, bird, cat, .., truck (PostProcess.Topk.label_list in"
                        + " inference.yml)\n")
                .contains("answer      the best ")
                .doesNotContain("warning");
    }

    @Test
    void inspectWarnsOfWhatIsOdd() throws Exception {
        copyBundle("airplane, ", "cat, ");

        assertThat(run("inspect", folder)).isEqualTo(ExitCodes.OK);
        assertThat(out.toString())
                .contains(
                        "warning     Several classes have the same label: whoever counts by name counts them together.\n");
    }

    @Test
    void whatIsNoBundleIsWrongUseInOneSentence() {
        assertThat(run("inspect", folder)).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString())
                .isEqualTo("frametag: Model bundle " + folder
                        + ": there is no inference.onnx and no model.onnx: a bundle is a"
                        + " folder with inference.onnx beside inference.yml, or with model.onnx beside config.json.\n");
        assertThat(run()).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).startsWith("Name a command of model.");
    }

    @Test
    void checkLabelsEveryPhoto() {
        assertThat(run("check", BUNDLED, "--images", PHOTOS)).as(err.toString()).isEqualTo(ExitCodes.OK);
        assertThat(out.toString())
                .startsWith("PP-LCNet_x0_5_cifar10 95d9830c2cee on 14 images; ")
                .containsPattern(
                        "cat-chelsea.jpg +cat 9\\d\\.\\d%, \\S+ \\S+%, .* \\d+\\.\\d\\d +\\d+\\.\\d\\d +\\d+\\.\\d\\d\n")
                .containsPattern("median +\\d+\\.\\d\\d +\\d+\\.\\d\\d +\\d+\\.\\d\\d\n");
    }

    @Test
    void anImageThatCannotBeReadIsNamedAndChangesTheExitStatus() throws Exception {
        Files.copy(PHOTOS.resolve("cat-chelsea.jpg"), folder.resolve("cat.jpg"));
        Files.write(folder.resolve("damaged.png"), new byte[] {1, 2, 3});

        assertThat(run("check", BUNDLED, "--images", folder)).isEqualTo(ExitCodes.FOUND_WRONG);
        assertThat(out.toString()).containsPattern("(?m)^cat.jpg +cat").containsPattern("(?m)^damaged.png: .+\\.$");
    }

    @Test
    void aBundleAgreesWithItself() {
        assertThat(run("check", BUNDLED, "--images", PHOTOS, "--against", "bundled:pp-lcnet-x0_5-cifar10"))
                .as(err.toString())
                .isEqualTo(ExitCodes.OK);
        assertThat(out.toString())
                .contains(
                        "the best label is the same on 14 of 14 images (100.0%); of the best five 5.00 are in common;")
                .contains("scores of labels in common differ by 0.0000 at most")
                .containsPattern("the first takes \\d+\\.\\d\\d of the second's time \\(medians of 42 runs in turn\\)")
                .doesNotContain("differ on");
    }

    @Test
    void whereTwoBundlesDifferBothAnswersAreShown() throws Exception {
        copyBundle("cat, deer", "lynx, deer");

        assertThat(run("check", BUNDLED, "--images", PHOTOS, "--against", folder))
                .isEqualTo(ExitCodes.OK);
        assertThat(out.toString())
                .contains("the best label is the same on 12 of 14 images (85.7%)")
                .containsPattern("cat-chelsea.jpg +cat (9\\d\\.\\d%) +lynx \\1");
    }

    @Test
    void aPackedBundleHasTheSameHashAndAnswersThatCanBeChecked() throws Exception {
        Path packed = folder.resolve("packed");
        assertThat(run("pack", BUNDLED, "--images", PHOTOS, "--output", packed, "--version", "7", "--golden", "3"))
                .as(err.toString())
                .isEqualTo(ExitCodes.OK);
        assertThat(out.toString())
                .startsWith("Packed PP-LCNet_x0_5_cifar10 7 with 3 golden answers.")
                .contains("  --model " + packed + " --model-sha256 " + SHA256 + " --model-version 7\n");
        try (var files = Files.list(packed)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("inference.onnx", "inference.yml", "golden.json", "golden.rgb");
        }

        assertThat(run("check", packed, "--images", PHOTOS)).isEqualTo(ExitCodes.OK);
        assertThat(out.toString()).startsWith("All 3 golden answers are the same here.\n");

        byte[] rgb = Files.readAllBytes(packed.resolve("golden.rgb"));
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) ~rgb[i];
        }
        Files.write(packed.resolve("golden.rgb"), rgb);
        assertThat(run("check", packed, "--images", PHOTOS)).isEqualTo(ExitCodes.FOUND_WRONG);
        assertThat(out.toString()).startsWith("Not as it was packed: the golden picture ");
    }

    @Test
    void timmsFolderIsInspectedCheckedAndPacked() throws Exception {
        Path timm = Files.createDirectory(folder.resolve("timm"));
        Files.copy(BUNDLED.resolve("inference.onnx"), timm.resolve("model.onnx"));
        Files.writeString(timm.resolve("config.json"), """
                {"architecture": "lcnet_050", "pretrained_cfg": {"tag": "cifar10", "input_size": [3, 32, 32],
                 "interpolation": "bicubic", "crop_pct": 1.0, "crop_mode": "center",
                 "mean": [0.4914, 0.4822, 0.4465], "std": [0.2470, 0.2435, 0.2616]}}
                """);
        Files.writeString(
                timm.resolve("labels.txt"),
                "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntru\033[31mck\n");

        assertThat(run("inspect", timm)).as(err.toString()).isEqualTo(ExitCodes.OK);
        assertThat(out.toString())
                .contains("model       lcnet_050.cifar10\n")
                .contains("files       model.onnx, config.json, labels.txt\n")
                .contains("resized to a short side of 32 (Pillow, cubic), of which the middle 32×32\n")
                .contains("labels      10: airplane, automobile, bird, cat, .., tru [31mck (labels.txt)\n");

        assertThat(run("check", timm, "--images", PHOTOS)).as(err.toString()).isEqualTo(ExitCodes.OK);
        assertThat(out.toString())
                .startsWith("lcnet_050.cifar10 ")
                .containsPattern("(?m)^cat-chelsea.jpg +cat \\d\\d\\.\\d%");

        Path packed = folder.resolve("packed");
        assertThat(run("pack", timm, "--images", PHOTOS, "--output", packed))
                .as(err.toString())
                .isEqualTo(ExitCodes.OK);
        try (var files = Files.list(packed)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("model.onnx", "config.json", "labels.txt", "golden.json", "golden.rgb");
        }
        assertThat(run("check", packed, "--images", PHOTOS)).isEqualTo(ExitCodes.OK);
        assertThat(out.toString()).startsWith("All 8 golden answers are the same here.\n");
    }

    @Test
    void whereThresholdsLeaveNothingGoldenAnswersStillTellModelsApart() throws Exception {
        Path strict = Files.createDirectory(folder.resolve("strict"));
        Files.copy(BUNDLED.resolve("inference.onnx"), strict.resolve("inference.onnx"));
        String yml = Files.readString(BUNDLED.resolve("inference.yml"));
        Files.writeString(
                strict.resolve("inference.yml"),
                yml.replace("Topk:", "MultiLabelThreshOutput:").replace("topk: 5", "threshold: 1.0"));
        Path packed = folder.resolve("packed");
        assertThat(run("pack", strict, "--images", PHOTOS, "--output", packed, "--golden", "2"))
                .as(err.toString())
                .isEqualTo(ExitCodes.OK);

        byte[] rgb = Files.readAllBytes(packed.resolve("golden.rgb"));
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) ~rgb[i];
        }
        Files.write(packed.resolve("golden.rgb"), rgb);
        assertThat(run("check", packed, "--images", PHOTOS)).isEqualTo(ExitCodes.FOUND_WRONG);
        assertThat(out.toString()).startsWith("Not as it was packed: the golden picture ");
    }

    @Test
    void packOverwritesNothing() {
        assertThat(run("pack", BUNDLED, "--images", PHOTOS, "--output", folder)).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).isEqualTo("frametag: " + folder + " is there already: name a folder that is not.\n");
        assertThat(run("pack", BUNDLED, "--images", PHOTOS, "--output", folder.resolve("x"), "--golden", "17"))
                .isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).startsWith("--golden must be 1 to 16, but is 17.\n");
    }

    private void copyBundle(String label, String other) throws Exception {
        Files.copy(BUNDLED.resolve("inference.onnx"), folder.resolve("inference.onnx"));
        String yml = Files.readString(BUNDLED.resolve("inference.yml"));
        assertThat(yml).contains(label);
        Files.writeString(folder.resolve("inference.yml"), yml.replace(label, other));
    }
}
