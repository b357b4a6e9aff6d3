package io.frametag.tools.model;

import io.frametag.image.DecodeMode;
import io.frametag.model.ModelBundle;
import io.frametag.tools.ExitCodes;
import io.frametag.tools.FrameFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one bundle, or two in turn, on a folder of images. */
@Command(
        name = "check",
        showDefaultValues = true,
        sortOptions = false,
        header = "Label a folder of images with a bundle, or compare it with another one.",
        description = {
            "",
            "Goes from files to labels as the job does, in this process and by one thread. Where the bundle was packed with"
                    + " golden answers, they are held against it first.",
            ""
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            ExitCodes.OK + ":all images are labelled",
            ExitCodes.FOUND_WRONG + ":an image cannot be read, or a golden answer is another here",
            ExitCodes.WRONG_USE + ":wrong use of this command, or a bundle that cannot be used",
            ExitCodes.FAILED + ":something failed on the way"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  frametag model check pp-lcnet --images photos",
            "  frametag model check pp-lcnet-int8 --against pp-lcnet --images photos"
        })
public final class Check implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "BUNDLE", description = "A folder, a URI that Flink's file systems read, or bundled:NAME.")
    private String location;

    @Option(
            names = "--images",
            paramLabel = "DIR",
            required = true,
            description = "The images to label: all of the folder and the folders in it.")
    private Path images;

    @Option(
            names = "--against",
            paramLabel = "BUNDLE",
            description = "Run this one as well, in turn, and print how far the two agree and which is faster.")
    private String against;

    @Option(
            names = "--labelled",
            description =
                    "The folder that an image is in has the name of its label: print how often each bundle of the two is"
                            + " right.")
    private boolean labelled;

    @Option(names = "--exact", description = "Decode and resize in full, as the job does with --decode-mode exact.")
    private boolean exact;

    @Override
    public Integer call() {
        if (labelled && against == null) {
            throw new ParameterException(spec.commandLine(), "--labelled needs --against BUNDLE.");
        }
        FrameFolder folder = FrameFolder.of(images);
        ModelBundle bundle = Bundles.load(location);
        PrintWriter out = spec.commandLine().getOut();
        DecodeMode mode = exact ? DecodeMode.EXACT : DecodeMode.FAST;
        boolean right = GoldenCheck.holds(location, bundle, out);
        try (Examiner examiner = new Examiner(bundle, mode)) {
            if (against == null) {
                right &= new Labelling(folder, bundle, examiner).print(out);
            } else {
                ModelBundle other = Bundles.load(against);
                try (Examiner second = new Examiner(other, mode)) {
                    right &= new Comparison(folder, labelled, bundle, examiner, other, second).print(out);
                }
            }
        }
        out.flush();
        return right ? ExitCodes.OK : ExitCodes.FOUND_WRONG;
    }
}
