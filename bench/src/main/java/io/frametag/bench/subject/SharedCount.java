package io.frametag.bench.subject;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongSupplier;

/** A count that one process keeps and another reads, at the cost of one store: a mapped file. */
public final class SharedCount implements LongSupplier {
    private final MappedByteBuffer memory;

    private SharedCount(MappedByteBuffer memory) {
        this.memory = memory;
    }

    public static SharedCount open(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            // Stays mapped after the channel is closed.
            return new SharedCount(channel.map(MapMode.READ_WRITE, 0, Long.BYTES));
        }
    }

    /** By one process and one thread only. */
    public void increment() {
        memory.putLong(0, memory.getLong(0) + 1);
    }

    @Override
    public long getAsLong() {
        return memory.getLong(0);
    }
}
