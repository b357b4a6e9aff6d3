package io.frametag.tools.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts shed inputs by stream, which is the input's key. Anybody may write keys, so what it remembers has a bound. */
final class ShedByStream {
    /** So many streams are told apart; those that are met later are counted together. */
    private static final int STREAMS_TOLD_APART = 100_000;

    private static final int LONGEST_NAME_BYTES = 256;
    private static final int SHOWN = 20;

    private final Map<Optional<String>, Long> byStream = new HashMap<>();
    private long all;

    /** @param key of the input, or null */
    void add(byte[] key) {
        all++;
        Optional<String> stream = Optional.ofNullable(key)
                .map(bytes -> new String(bytes, 0, Math.min(bytes.length, LONGEST_NAME_BYTES), UTF_8));
        if (byStream.size() < STREAMS_TOLD_APART || byStream.containsKey(stream)) {
            byStream.merge(stream, 1L, Long::sum);
        }
    }

    /** @return the streams that lost the most, and the sum of the others */
    Report.Shed worst() {
        Comparator<Report.ShedStream> most =
                Comparator.comparingLong(Report.ShedStream::shed).reversed();
        List<Report.ShedStream> worst = byStream.entrySet().stream()
                .map(each -> new Report.ShedStream(each.getKey().orElse(null), each.getValue()))
                .sorted(most.thenComparing(
                        Report.ShedStream::stream, Comparator.nullsLast(Comparator.<String>naturalOrder())))
                .limit(SHOWN)
                .toList();
        long shown = worst.stream().mapToLong(Report.ShedStream::shed).sum();
        return new Report.Shed(byStream.size(), worst, all - shown);
    }
}
