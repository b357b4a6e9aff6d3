package io.frametag.tools.page;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A stream's tags of the last two minutes of its own time, and no more than {@value #MOST}. Not thread-safe. */
final class Timeline {
    static final Duration SHOWN = Duration.ofMinutes(2);
    static final int MOST = 64;
    private static final long SHOWN_MICROS = TimeUnit.NANOSECONDS.toMicros(SHOWN.toNanos());

    private final Map<Start, TimelineTag> tags = new LinkedHashMap<>();

    private record Start(String label, long micros) {}

    /** Adds a tag, or replaces what was said before of the same one. */
    void put(TimelineTag tag) {
        tags.put(new Start(tag.label(), tag.startMicros()), tag);
        if (tags.size() > MOST) {
            tags.remove(tags.keySet().iterator().next());
        }
    }

    /**
     * Drops what ended more than two minutes before.
     *
     * @param untilMicros the stream's present
     * @return the others, in the order of their first mention
     */
    List<TimelineTag> until(long untilMicros) {
        // An open tag may be held by an old record only if nothing closes it: it goes with the oldest then.
        tags.values().removeIf(tag -> !tag.open() && tag.endMicros() < untilMicros - SHOWN_MICROS);
        return List.copyOf(tags.values());
    }
}
