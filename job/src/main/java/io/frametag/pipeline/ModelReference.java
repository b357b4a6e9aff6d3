package io.frametag.pipeline;

import io.frametag.config.ModelConfig;
import io.frametag.model.BadModelException;
import io.frametag.model.BundleFiles;
import io.frametag.model.ModelBundle;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Pattern;
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
    /** One folder, and none above it. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

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

    /** @return what is in the bundle's folder; reads nothing yet */
    public BundleFiles files() {
        if (!location.startsWith(BUNDLED)) {
            Path folder = new Path(location);
            return isLocal(folder)
                    ? BundleFiles.folder(java.nio.file.Path.of(folder.toUri().getPath()))
                    : new FlinkFiles(location);
        }
        String name = location.substring(BUNDLED.length());
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no name of a bundle in the job's jar.");
        }
        return BundleFiles.classPath(ModelReference.class.getClassLoader(), "models/" + name);
    }

    /** Read without Flink's file system, which does not say where a link leads. */
    private static boolean isLocal(Path folder) {
        String scheme = folder.toUri().getScheme();
        return (scheme == null && FileSystem.getDefaultFsUri().getScheme().equals("file")) || "file".equals(scheme);
    }

    /** A folder in any file system that Flink has. */
    private record FlinkFiles(String location) implements BundleFiles {
        @Override
        public byte[] read(String name) throws BadModelException, IOException {
            Path file = new Path(new Path(location), name);
            FileSystem files = file.getFileSystem();
            try (FSDataInputStream in = files.open(file)) {
                return BundleFiles.whole(in, name);
            }
        }
    }
}
