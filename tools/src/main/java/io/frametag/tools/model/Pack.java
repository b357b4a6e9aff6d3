package io.frametag.tools.model;

import io.frametag.image.BadImageException;
import io.frametag.image.DecodeMode;
import io.frametag.model.GoldenAnswers;
import io.frametag.model.ModelBundle;
import io.frametag.tools.CommandFailure;
import io.frametag.tools.ExitCodes;
import io.frametag.tools.Frame;
import io.frametag.tools.FrameFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies a bundle's own files into a new folder and adds golden answers to them. */
@Command(
        name = "pack",
        showDefaultValues = true,
        sortOptions = false,
        header = "Copy a bundle to a folder of its own, with golden answers, and print how to name it.",
        description = {
            "",
            "The folder gets the files that labels hang on and no others, a few pictures of the model's size"
                    + " (golden.rgb) and the answers to them (golden.json). 'model check' holds any machine's answers against"
                    + " these. The SHA-256 stays what it was.",
            ""
        },
        footerHeading = "%nExample:%n",
        footer = "  frametag model pack pp-lcnet --images photos --output models/pp-lcnet-7 --version 7")
public final class Pack implements Callable<Integer> {
    private static final int MOST_GOLDEN = 16;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "BUNDLE", description = "A folder.")
    private Path folder;

    @Option(
            names = "--images",
            paramLabel = "DIR",
            required = true,
            description = "Where the golden pictures come from: those that come first by their names.")
    private Path images;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            required = true,
            description = "The new folder, which must not be there yet.")
    private Path output;

    @Option(
            names = "--version",
            paramLabel = "VERSION",
            description = "What labels will say. Default: the first 12 digits of the SHA-256.")
    private String version;

    @Option(names = "--golden", paramLabel = "N", defaultValue = "8", description = "How many pictures, 1 to 16.")
    private int golden;

    @Override
    public Integer call() {
        if (golden < 1 || golden > MOST_GOLDEN) {
            throw new ParameterException(
                    spec.commandLine(), "--golden must be 1 to " + MOST_GOLDEN + ", but is " + golden + ".");
        }
        BundleCopy copy = BundleCopy.to(output);
        ModelBundle bundle = Bundles.load(folder, Optional.ofNullable(version));
        GoldenAnswers answers = answers(bundle, FrameFolder.of(images));
        try {
            copy.write(folder, bundle, answers);
        } catch (IOException e) {
            throw CommandFailure.failed("The folder " + output + " cannot be written: " + e.getMessage() + ".", e);
        }
        print(bundle, answers);
        return ExitCodes.OK;
    }

    private GoldenAnswers answers(ModelBundle bundle, FrameFolder frames) {
        List<GoldenAnswers.Image> pictures = new ArrayList<>();
        try (Examiner examiner = new Examiner(bundle, DecodeMode.EXACT)) {
            for (Frame frame : frames.frames()) {
                if (pictures.size() < golden) {
                    byte[] rgb = picture(examiner, frame);
                    pictures.add(GoldenAnswers.image(frame.name(), rgb, examiner.classifier()));
                }
            }
        }
        return new GoldenAnswers(bundle.id().sha256(), bundle.id().version(), pictures);
    }

    private static byte[] picture(Examiner examiner, Frame frame) {
        try {
            return examiner.picture(Examiner.bytes(frame));
        } catch (BadImageException e) {
            throw CommandFailure.wrongUse("The image " + frame.file() + " cannot be golden: " + e.getMessage());
        }
    }

    private void print(ModelBundle bundle, GoldenAnswers answers) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Packed " + bundle.id() + " with " + answers.images().size() + " golden answers. To run it:");
        out.println();
        out.println("  --model " + output.toAbsolutePath().normalize() + " --model-sha256 "
                + bundle.id().sha256() + " --model-version " + bundle.id().version());
        out.flush();
    }
}
