package io.frametag.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;

record ClassPathFiles(ClassLoader loader, String folder) implements BundleFiles {
    @Override
    public byte[] read(String name) throws BadModelException, IOException {
        String resource = folder + "/" + name;
        try (InputStream in = loader.getResourceAsStream(resource)) {
            if (in == null) {
                throw new NoSuchFileException(resource);
            }
            return BundleFiles.whole(in, name);
        }
    }

    @Override
    public String location() {
        return "classpath:" + folder;
    }
}
