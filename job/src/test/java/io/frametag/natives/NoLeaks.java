package io.frametag.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test that leaves a native handle open, and a class that does. Every test of every module that has it on its class
 * path is watched: JUnit finds it by itself ({@code META-INF/services}), so that nobody can forget to name it.
 */
public final class NoLeaks implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    /** A cluster in this JVM lets go of a job before all of its tasks are closed. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long LOOK_EVERY_MILLIS = 20;
    private static final AtomicLong WATCHED = new AtomicLong();

    /** What the test's class has opened for all of its tests. */
    private Map<String, Long> before = Map.of();

    @Override
    public void beforeEach(ExtensionContext context) {
        WATCHED.incrementAndGet();
        before = NativeHandles.open();
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        requireOpen(before, PATIENCE);
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        requireOpen(Map.of(), PATIENCE);
    }

    /** @return how many tests of this JVM have been watched */
    static long watched() {
        return WATCHED.get();
    }

    static void requireOpen(Map<String, Long> expected, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!NativeHandles.open().equals(expected) && System.nanoTime() < deadline) {
            // There is nobody who could tell.
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        assertThat(NativeHandles.open()).as("native handles left open").isEqualTo(expected);
    }
}
