package io.frametag.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

record FolderFiles(Path folder) implements BundleFiles {
    @Override
    public byte[] read(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    @Override
    public String location() {
        return folder.toString();
    }
}
