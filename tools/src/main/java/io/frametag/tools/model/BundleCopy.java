package io.frametag.tools.model;

import io.frametag.image.DecodeMode;
import io.frametag.model.GoldenAnswers;
import io.frametag.model.ModelBundle;
import io.frametag.tools.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.apache.flink.util.FileUtils;

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
        whole(() -> {
            copy(folder, bundle.fileNames());
            Files.write(unfinished.resolve(GoldenAnswers.RGB), answers.rgb());
            Files.write(unfinished.resolve(GoldenAnswers.JSON), answers.json());
        });
    }

    /**
     * Writes the bundle with another graph, if it is one that runs.
     *
     * @throws CommandFailure if it is not
     */
    public void write(Path folder, ModelBundle bundle, byte[] onnx) throws IOException {
        List<String> names = bundle.fileNames();
        whole(() -> {
            Path graph = unfinished.resolve(names.get(0));
            Files.createDirectories(graph.getParent());
            Files.write(graph, onnx);
            copy(folder, names.subList(1, names.size()));
            new Examiner(Bundles.load(unfinished, Optional.empty()), DecodeMode.FAST).close();
        });
    }

    /** Writes into the folder. */
    private interface Writing {
        void run() throws IOException;
    }

    private void whole(Writing writing) throws IOException {
        try {
            writing.run();
            Files.move(unfinished, output, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            FileUtils.deleteDirectoryQuietly(unfinished.toFile());
            throw e;
        }
    }

    private void copy(Path folder, List<String> names) throws IOException {
        for (String name : names) {
            Path file = unfinished.resolve(name);
            Files.createDirectories(file.getParent());
            Files.copy(folder.resolve(name), file);
        }
    }
}
