package io.frametag.tools.model;

import io.frametag.model.BadModelException;
import io.frametag.model.BundleFiles;
import io.frametag.model.ModelBundle;
import io.frametag.pipeline.ModelReference;
import io.frametag.tools.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads bundles for the commands, as the job does. */
public final class Bundles {
    private Bundles() {}

    /**
     * @param location a folder, a URI that Flink's file systems read, or {@code bundled:NAME}
     * @throws CommandFailure if there is none, or it cannot be used
     */
    static ModelBundle load(String location) {
        try {
            return new ModelReference(location, null, null).load();
        } catch (BadModelException e) {
            throw CommandFailure.wrongUse(e.getMessage());
        } catch (IOException | IllegalArgumentException e) {
            throw CommandFailure.failed("The model " + location + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** As {@link #load}, of a folder whose files can be copied. */
    public static ModelBundle load(Path folder, Optional<String> version) {
        if (!Files.isDirectory(folder)) {
            throw CommandFailure.wrongUse("There is no folder " + folder + ".");
        }
        try {
            return ModelBundle.load(BundleFiles.folder(folder), Optional.empty(), version);
        } catch (BadModelException e) {
            throw CommandFailure.wrongUse(e.getMessage());
        } catch (IOException e) {
            throw CommandFailure.failed("The model " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }
}
