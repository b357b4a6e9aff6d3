package io.frametag.model;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a bundle file by file, and remembers which: those are the ones that its labels hang on. */
final class BundleReader implements LabelSource {
    private final BundleFiles files;
    private final List<BundleFile> read = new ArrayList<>();

    BundleReader(BundleFiles files) {
        this.files = files;
    }

    /** @return what was found so far, in the order of reading */
    List<BundleFile> read() {
        return List.copyOf(read);
    }

    /** @return empty if the bundle has no such file */
    Optional<BundleFile> find(String name) throws BadModelException, IOException {
        try {
            BundleFile file = new BundleFile(name, files.read(name));
            read.add(file);
            return Optional.of(file);
        } catch (NoSuchFileException | FileNotFoundException e) {
            return Optional.empty();
        }
    }

    BundleFile required(String name) throws BadModelException, IOException {
        Optional<BundleFile> found = find(name);
        if (found.isEmpty()) {
            throw new BadModelException("there is no " + name + ": " + ModelBundle.IS);
        }
        return found.get();
    }

    @Override
    public Optional<LabelList> labels() throws BadModelException, IOException {
        for (String name : LabelFile.NAMES) {
            Optional<BundleFile> found = find(name);
            if (found.isPresent()) {
                return Optional.of(LabelFile.parse(name, found.get().text()));
            }
        }
        return Optional.empty();
    }
}
