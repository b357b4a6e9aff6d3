package io.frametag.tools.model;

import io.frametag.model.GoldenAnswers;
import io.frametag.model.ModelBundle;
import io.frametag.tools.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A new folder with a bundle's files and something more. It appears at once, when it is whole. */
public final class BundleCopy {
    private final Path output;
    private final Path unfinished;

    private BundleCopy(Path output, Path unfinished) {
        this.output = output;
        this.unfinished = unfinished;
    }

    /** @throws CommandFailure if something is there already */
    public static BundleCopy to(Path output) {
        if (Files.exists(output)) {
            throw CommandFailure.wrongUse(output + " is there already: name a folder that is not.");
        }
        Path whole = output.toAbsolutePath().normalize();
        Path unfinished = whole.resolveSibling(whole.getFileName() + ".part");
        if (Files.exists(unfinished)) {
            throw CommandFailure.wrongUse(unfinished + " is left of an attempt that was broken off: delete it.");
        }
        return new BundleCopy(output, unfinished);
    }

    /** Writes the bundle with golden answers. */
    void write(Path folder, ModelBundle bundle, GoldenAnswers answers) throws IOException {
        copy(folder, bundle);
        Files.write(unfinished.resolve(GoldenAnswers.RGB), answers.rgb());
        Files.write(unfinished.resolve(GoldenAnswers.JSON), answers.json());
        Files.move(unfinished, output, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Writes the bundle with another graph. */
    public void write(Path folder, ModelBundle bundle, byte[] onnx) throws IOException {
        copy(folder, bundle);
        Files.write(unfinished.resolve(bundle.fileNames().get(0)), onnx);
        Files.move(unfinished, output, StandardCopyOption.ATOMIC_MOVE);
    }

    private void copy(Path folder, ModelBundle bundle) throws IOException {
        for (String name : bundle.fileNames()) {
            Path file = unfinished.resolve(name);
            Files.createDirectories(file.getParent());
            Files.copy(folder.resolve(name), file);
        }
    }
}
