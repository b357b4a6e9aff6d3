package io.frametag.pipeline;

import io.frametag.config.ModelConfig;
import io.frametag.model.BadModelException;
import io.frametag.model.BundleFiles;
import io.frametag.model.ModelBundle;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Names one model bundle, to the byte, so that every task of a job loads the same.
 *
 * @param location a folder by path or Flink file-system URI, or {@code bundled:NAME}
 * @param sha256 of the bundle, or null to take what is there
 * @param version as written into labels, or null for the first digits of the SHA-256
 */
public record ModelReference(String location, String sha256, String version) implements Serializable {
    private static final String BUNDLED = "bundled:";

    public static ModelReference to(ModelConfig config) {
        return new ModelReference(
                config.location(),
                config.sha256().orElse(null),
                config.version().orElse(null));
    }

    /**
     * Reads and checks the bundle's files; opens no session.
     *
     * @throws BadModelException if it is not there, is another one, or cannot be understood
     * @throws IOException if it is there, but cannot be read now
     */
    public ModelBundle load() throws BadModelException, IOException {
        return ModelBundle.load(files(), Optional.ofNullable(sha256), Optional.ofNullable(version));
    }

    /** This model, pinned to the bytes of {@code bundle}. */
    public ModelReference pinnedTo(ModelBundle bundle) {
        return new ModelReference(location, bundle.id().sha256(), bundle.id().version());
    }

    private BundleFiles files() {
        return location.startsWith(BUNDLED)
                ? BundleFiles.classPath(
                        ModelReference.class.getClassLoader(), "models/" + location.substring(BUNDLED.length()))
                : new FlinkFiles(location);
    }

    /** A folder in any file system that Flink has. */
    private record FlinkFiles(String location) implements BundleFiles {
        @Override
        public byte[] read(String name) throws IOException {
            Path file = new Path(new Path(location), name);
            FileSystem files = file.getFileSystem();
            try (FSDataInputStream in = files.open(file)) {
                return in.readAllBytes();
            }
        }
    }
}
