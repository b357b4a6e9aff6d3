package io.frametag.model;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where a bundle's files are read from. Implemented here for folders and the class path; elsewhere for the rest. */
public interface BundleFiles {
    /**
     * Reads a file of the bundle whole.
     *
     * @param name a plain file name, such as {@code inference.onnx}
     * @throws NoSuchFileException or {@link FileNotFoundException} if the bundle has no such file
     * @throws IOException if it has one that cannot be read now
     */
    byte[] read(String name) throws IOException;

    /** @return the place in words or as a URI, for messages */
    String location();

    static BundleFiles folder(Path folder) {
        return new FolderFiles(folder);
    }

    /** @param folder without a leading slash, as class loaders want it */
    static BundleFiles classPath(ClassLoader loader, String folder) {
        return new ClassPathFiles(loader, folder);
    }
}
