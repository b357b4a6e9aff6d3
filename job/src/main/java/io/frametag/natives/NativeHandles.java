package io.frametag.natives;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many native handles are open, by kind: sessions, tensors, images, buffers. Whoever opens one counts it here, and
 * counts it again when closing, so that a test can ask for what was forgotten. Safe for use by many threads.
 */
public final class NativeHandles {
    private static final Map<String, LongAdder> COUNTS = new ConcurrentHashMap<>();

    private NativeHandles() {}

    public static void opened(String kind) {
        count(kind).increment();
    }

    public static void closed(String kind) {
        count(kind).decrement();
    }

    /**
     * @return the open handles of each kind, kinds with none left out: empty means that nothing leaks. Below zero, a
     *     handle was closed twice. Exact only while no other thread opens or closes.
     */
    public static Map<String, Long> open() {
        Map<String, Long> open = new TreeMap<>();
        COUNTS.forEach((kind, count) -> {
            long handles = count.sum();
            if (handles != 0) {
                open.put(kind, handles);
            }
        });
        return open;
    }

    /** @return the open handles of all kinds; a snapshot, for somebody who watches it */
    public static long total() {
        return COUNTS.values().stream().mapToLong(LongAdder::sum).sum();
    }

    private static LongAdder count(String kind) {
        return COUNTS.computeIfAbsent(kind, unseen -> new LongAdder());
    }
}
