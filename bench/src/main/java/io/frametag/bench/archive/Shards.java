package io.frametag.bench.archive;

import io.frametag.bench.frames.FrameSize;
import io.frametag.bench.frames.SizedFrames;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** An archive as WebDataset makes them: tar files of so many JPEGs each, all that they hold made up of the sample photos. */
final class Shards {
    /** Some hundred MiB each. */
    static final int IMAGES_A_SHARD = 5_000;

    private Shards() {}

    /** @param images over all shards, a multiple of {@link #IMAGES_A_SHARD} */
    static void write(Path project, Path folder, FrameSize size, long images) throws IOException {
        Files.createDirectories(folder);
        List<byte[]> jpegs = SizedFrames.jpegs(project, size);
        long image = 0;
        for (int shard = 0; image < images; shard++) {
            Path file = folder.resolve(String.format(Locale.ROOT, "%05d.tar", shard));
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
                    TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
                for (int i = 0; i < IMAGES_A_SHARD; i++, image++) {
                    byte[] jpeg = jpegs.get((int) (image % jpegs.size()));
                    TarArchiveEntry entry = new TarArchiveEntry(String.format(Locale.ROOT, "%08d.jpg", image));
                    entry.setSize(jpeg.length);
                    tar.putArchiveEntry(entry);
                    tar.write(jpeg);
                    tar.closeArchiveEntry();
                }
            }
        }
    }
}
