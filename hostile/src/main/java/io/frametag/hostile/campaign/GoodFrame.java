package io.frametag.hostile.campaign;

import io.frametag.hostile.image.Payload;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A photo that the bundled model is sure of.
 *
 * @param label what it shows, as its file's name says
 */
record GoodFrame(String label, Payload payload) {
    private static final String SAMPLES = "deploy/local/frames";
    /** The small ones, which the decoder spends little time on. */
    private static final long LARGEST_BYTES = 8 << 10;

    static List<GoodFrame> of(Path project) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> photos = Files.newDirectoryStream(project.resolve(SAMPLES), "*.jpg")) {
            for (Path photo : photos) {
                if (Files.size(photo) <= LARGEST_BYTES) {
                    files.add(photo);
                }
            }
        }
        files.sort(null);
        List<GoodFrame> frames = new ArrayList<>();
        for (Path file : files) {
            String name = file.getFileName().toString();
            frames.add(new GoodFrame(
                    name.substring(0, name.indexOf('-')),
                    new Payload(Files.readAllBytes(file), "image/jpeg", null, null)));
        }
        return frames;
    }
}
