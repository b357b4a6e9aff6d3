package io.frametag.bench.latency;

import io.frametag.bench.frames.FrameSize;
import io.frametag.bench.frames.SizedFrames;
import io.frametag.bench.subject.BareLoop;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * The plain loop fed by arrivals: one queue and one server, as one task is with all partitions. A program of its own.
 */
public final class LoopUnderLoad {
    private static final int WARM_UP = 300;
    private static final long SPIN_NANOS = 100_000;

    private LoopUnderLoad() {}

    /**
     * Arguments: the project's folder, the model's folder, the frames' size, the file with the arrivals, the file that gets
     * the latencies when all are there.
     */
    public static void main(String[] args) throws Exception {
        List<ByteBuffer> frames = SizedFrames.jpegs(Path.of(args[0]), FrameSize.valueOf(args[2])).stream()
                .map(ByteBuffer::wrap)
                .toList();
        Path arrivals = Path.of(args[3]);
        try (BareLoop loop = new BareLoop(Path.of(args[1]))) {
            for (int i = 0; i < WARM_UP; i++) {
                loop.label(frames.get(i % frames.size()));
            }
            System.out.println("ready");
            long[] due = Latencies.read(arrivals).nanos();
            long[] took = new long[due.length];
            long begin = System.nanoTime();
            for (int i = 0; i < due.length; i++) {
                awaitNanos(begin + due[i]);
                loop.label(frames.get(i % frames.size()));
                took[i] = System.nanoTime() - begin - due[i];
            }
            Path result = Path.of(args[4]);
            Path unfinished = result.resolveSibling(result.getFileName() + ".part");
            new Latencies(took).write(unfinished);
            Files.move(unfinished, result);
            // Until it is killed: its processor time can be asked for only while it is there.
            new CountDownLatch(1).await();
        }
    }

    /** To the microsecond: a thread that is woken comes 50 to 100 of them late. */
    static void awaitNanos(long time) {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            if (left > SPIN_NANOS) {
                LockSupport.parkNanos(left - SPIN_NANOS);
            } else {
                Thread.onSpinWait();
            }
        }
    }
}
