package io.frametag.model;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where a bundle's files are read from. Implemented here for folders and the class path; elsewhere for the rest. */
public interface BundleFiles {
    /**
     * Reads a file of the bundle whole.
     *
     * @param name a plain file name, such as {@code inference.onnx}, or one in a folder of the bundle
     * @throws NoSuchFileException or {@link FileNotFoundException} if the bundle has no such file
     * @throws IOException if it has one that cannot be read now
     * @throws BadModelException if it has one that is larger than any such file, or leads out of the bundle
     */
    byte[] read(String name) throws BadModelException, IOException;

    /** @return the place in words or as a URI, for messages */
    String location();

    static BundleFiles folder(Path folder) {
        return new FolderFiles(folder);
    }

    /** @param folder without a leading slash, as class loaders want it */
    static BundleFiles classPath(ClassLoader loader, String folder) {
        return new ClassPathFiles(loader, folder);
    }

    /**
     * The bytes of a bundle's file.
     *
     * @param in remains the caller's to close
     * @throws BadModelException if there are more than any bundle's file of this name has
     */
    static byte[] whole(InputStream in, String name) throws BadModelException, IOException {
        int most = ModelBundle.mostBytes(name);
        byte[] bytes = in.readNBytes(most);
        if (bytes.length == most && in.read() >= 0) {
            throw new BadModelException(name + " has more than " + most + " bytes: no bundle's has.");
        }
        return bytes;
    }
}
