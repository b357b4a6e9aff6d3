package io.frametag.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Links are followed, as Kubernetes makes its volumes of them, but not out of the folder. */
record FolderFiles(Path folder) implements BundleFiles {
    @Override
    public byte[] read(String name) throws BadModelException, IOException {
        Path file = folder.resolve(name).toRealPath();
        if (!file.startsWith(folder.toRealPath())) {
            throw new BadModelException(name + " is a link to " + file
                    + ", which is outside of the bundle's folder: put the file itself there.");
        }
        if (!Files.isRegularFile(file)) {
            throw new BadModelException(name + " is no file: put the model's own there.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return BundleFiles.whole(in, name);
        }
    }

    @Override
    public String location() {
        return folder.toString();
    }
}
