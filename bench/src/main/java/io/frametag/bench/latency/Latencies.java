package io.frametag.bench.latency;

import io.frametag.bench.BenchFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * How long each frame took from the moment that it was due to its label.
 *
 * @param nanos by frame, in the order of the arrivals
 */
public record Latencies(long[] nanos) {
    /**
     * The latency that so many percent of the frames did not exceed, in milliseconds, by the nearest rank.
     *
     * @param percent above 0, at most 100
     */
    public double percentile(double percent) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(rank, 1) - 1] / 1e6;
    }

    /** @return of the frames from this one on, those before it being the warm-up */
    public Latencies from(int first) {
        return new Latencies(Arrays.copyOfRange(nanos, first, nanos.length));
    }

    /** For another process to read. */
    void write(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(nanos.length * Long.BYTES);
        bytes.asLongBuffer().put(nanos);
        Files.write(file, bytes.array());
    }

    static Latencies read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        long[] nanos = new long[bytes.remaining() / Long.BYTES];
        bytes.asLongBuffer().get(nanos);
        return new Latencies(nanos);
    }

    /** @throws BenchFailure if a frame has none */
    Latencies requireAll() {
        for (int i = 0; i < nanos.length; i++) {
            if (nanos[i] <= 0) {
                throw new BenchFailure("Frame " + i + " of " + nanos.length + " has no label: the job is not done with"
                        + " it, or has lost it.");
            }
        }
        return this;
    }

    static double millis(long nanos) {
        return nanos / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}
