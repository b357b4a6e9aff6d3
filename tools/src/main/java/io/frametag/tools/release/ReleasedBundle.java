package io.frametag.tools.release;

import io.frametag.model.BadModelException;
import io.frametag.model.BundleFiles;
import io.frametag.model.ModelBundle;
import io.frametag.tools.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is to be released: a place and its bytes.
 *
 * @param location as tasks are to read it
 * @param sha256 of the bundle's files
 */
record ReleasedBundle(String location, String sha256) {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

    /**
     * A folder that is on this machine is read and checked; of anything else the hash has to be given.
     *
     * @param sha256 as the user gave it
     */
    static ReleasedBundle of(String bundle, Optional<String> sha256) {
        sha256.filter(text -> !SHA256.matcher(text).matches()).ifPresent(text -> {
            throw CommandFailure.wrongUse("--sha256 is '" + text
                    + "', which is no SHA-256 in hexadecimal: give what frametag model inspect prints of the bundle.");
        });
        if (!SCHEME.matcher(bundle).matches() && Files.isDirectory(Path.of(bundle))) {
            Path folder = Path.of(bundle).toAbsolutePath().normalize();
            return new ReleasedBundle(
                    folder.toString(), load(folder, sha256).id().sha256());
        }
        return new ReleasedBundle(
                bundle,
                sha256.orElseThrow(
                        () -> CommandFailure.wrongUse(
                                bundle
                                        + " is no folder on this machine: give --sha256 as well, so that the tasks load the bundle that you mean.")));
    }

    private static ModelBundle load(Path folder, Optional<String> sha256) {
        try {
            return ModelBundle.load(BundleFiles.folder(folder), sha256, Optional.empty());
        } catch (BadModelException e) {
            throw CommandFailure.wrongUse(e.getMessage());
        } catch (IOException e) {
            throw CommandFailure.failed("Model bundle " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }
}
