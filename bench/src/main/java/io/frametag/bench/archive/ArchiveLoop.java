package io.frametag.bench.archive;

import io.frametag.bench.subject.BareLoop;
import io.frametag.bench.subject.SharedCount;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * What a batch could reach at best: tar files read from one end to the other, each image through the job's own decoder,
 * preprocessor and classifier, by one thread a core. No Flink, no Avro, nothing written. A program of its own.
 */
public final class ArchiveLoop {
    private ArchiveLoop() {}

    /** Arguments: the model's folder, the shards' folder, and for each thread a file to count in. Runs until it is killed. */
    public static void main(String[] args) throws Exception {
        Path model = Path.of(args[0]);
        List<Path> shards;
        try (Stream<Path> files = Files.list(Path.of(args[1]))) {
            shards = files.sorted().toList();
        }
        List<String> counts = List.of(args).subList(2, args.length);
        ExecutorService threads = Executors.newFixedThreadPool(counts.size());
        List<Future<?>> loops = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            SharedCount count = SharedCount.open(Path.of(counts.get(i)));
            int first = i * shards.size() / counts.size();
            loops.add(threads.submit(() -> {
                run(model, shards, first, count);
                return null;
            }));
        }
        System.out.println("ready");
        for (Future<?> loop : loops) {
            loop.get();
        }
    }

    private static void run(Path model, List<Path> shards, int first, SharedCount count) throws Exception {
        try (BareLoop loop = new BareLoop(model)) {
            for (int i = first; ; i = (i + 1) % shards.size()) {
                try (InputStream file = new BufferedInputStream(Files.newInputStream(shards.get(i)), 1 << 20);
                        TarArchiveInputStream tar = new TarArchiveInputStream(file)) {
                    for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
                        loop.label(ByteBuffer.wrap(tar.readNBytes((int) entry.getSize())));
                        count.increment();
                    }
                }
            }
        }
    }
}
