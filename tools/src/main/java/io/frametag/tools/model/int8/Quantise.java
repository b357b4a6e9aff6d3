package io.frametag.tools.model.int8;

import io.frametag.image.BadImageException;
import io.frametag.image.DecodeMode;
import io.frametag.model.BadModelException;
import io.frametag.model.ModelBundle;
import io.frametag.tools.CommandFailure;
import io.frametag.tools.ExitCodes;
import io.frametag.tools.Frame;
import io.frametag.tools.FrameFolder;
import io.frametag.tools.model.BundleCopy;
import io.frametag.tools.model.Bundles;
import io.frametag.tools.model.Examiner;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a bundle of 8-bit integers out of one of floats. */
@Command(
        name = "quantise",
        aliases = "quantize",
        showDefaultValues = true,
        sortOptions = false,
        header = "Make a bundle of 8-bit integers out of one of floats.",
        description = {
            "",
            "The new folder has a QDQ graph, which ONNX Runtime runs by integer kernels, and the old one's description. Weights"
                    + " have a scale for each channel; the values between layers have the ranges that the images show."
                    + " 'model check --against' says what it costs and gains.",
            ""
        },
        footerHeading = "%nExample:%n",
        footer = "  frametag model quantise pp-lcnet --images photos --output pp-lcnet-int8")
public final class Quantise implements Callable<Integer> {
    private static final List<Integer> WEIGHT_BITS = List.of(7, 8);

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "BUNDLE", description = "A folder.")
    private Path folder;

    @Option(
            names = "--images",
            paramLabel = "DIR",
            required = true,
            description = "Images of the kind that the model will see: some hundreds, of all classes.")
    private Path images;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            required = true,
            description = "The new folder, which must not be there yet.")
    private Path output;

    @Option(
            names = "--most-images",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many of the images are used, evenly chosen.")
    private int most;

    @Option(
            names = "--weight-bits",
            paramLabel = "BITS",
            defaultValue = "7",
            description = "8, or 7: on x86-64 processors without VNNI the kernels' sums saturate with 8.")
    private int weightBits;

    @Override
    public Integer call() {
        if (!WEIGHT_BITS.contains(weightBits)) {
            throw new ParameterException(
                    spec.commandLine(), "--weight-bits must be 7 or 8, but is " + weightBits + ".");
        }
        if (most < 1) {
            throw new ParameterException(spec.commandLine(), "--most-images must be at least 1, but is " + most + ".");
        }
        BundleCopy copy = BundleCopy.to(output);
        ModelBundle bundle = Bundles.load(folder, Optional.empty());
        List<Frame> frames = evenly(FrameFolder.of(images).frames());
        try {
            Int8Graph graph = quantise(bundle, frames);
            copy.write(folder, bundle, graph.onnx());
            long before = Files.size(folder.resolve(bundle.fileNames().get(0)));
            print(graph, frames.size(), before);
        } catch (BadModelException e) {
            throw CommandFailure.wrongUse("The bundle " + folder + " cannot be quantised: " + e.getMessage());
        } catch (IOException e) {
            throw CommandFailure.failed("The folder " + output + " cannot be written: " + e.getMessage() + ".", e);
        }
        return ExitCodes.OK;
    }

    private List<Frame> evenly(List<Frame> all) {
        int count = Math.min(most, all.size());
        List<Frame> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chosen.add(all.get((int) ((long) i * all.size() / count)));
        }
        return chosen;
    }

    private Int8Graph quantise(ModelBundle bundle, List<Frame> frames) throws BadModelException, IOException {
        try (Examiner examiner = new Examiner(bundle, DecodeMode.EXACT)) {
            Iterable<byte[]> pictures =
                    () -> frames.stream().map(frame -> picture(examiner, frame)).iterator();
            return Int8Graph.of(bundle, pictures, weightBits);
        }
    }

    private static byte[] picture(Examiner examiner, Frame frame) {
        try {
            return examiner.picture(Examiner.bytes(frame));
        } catch (BadImageException e) {
            throw CommandFailure.wrongUse("The image " + frame.file() + " cannot be read: " + e.getMessage());
        }
    }

    private void print(Int8Graph graph, int seen, long before) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%d layers and %d hard-swishes are of 8-bit integers, by the ranges that %d images show; %,d bytes were"
                        + " %,d. To see what it costs and gains:%n%n",
                graph.layers(),
                graph.swishes(),
                seen,
                graph.onnx().length,
                before);
        out.println("  frametag model check " + output + " --against " + folder + " --images " + images);
        out.flush();
    }
}
