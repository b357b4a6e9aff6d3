package io.frametag.tools.page;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What is wrong, in sentences. Not thread-safe. */
final class Troubles {
    /** As long as figures are shown: one record is not to be accused for ever, nor for the blink of an eye. */
    private static final long UNREADABLE_MILLIS = TimeUnit.SECONDS.toMillis(PageState.WINDOW_SECONDS);

    private final Map<String, String> lasting = new TreeMap<>();
    private final Map<String, Unreadable> unreadable = new TreeMap<>();

    /** The last record of a topic that could not be read. */
    private record Unreadable(String sentence, long atMillis) {}

    /**
     * @param who it is that speaks: a later sentence of the same replaces it
     * @param sentence null if all is well again
     */
    void lasting(String who, String sentence) {
        if (sentence == null) {
            lasting.remove(who);
        } else {
            lasting.put(who, sentence);
        }
    }

    /** A record is not what its topic is for: told for a while, or until the next one. */
    void unreadable(String topic, String sentence, long nowMillis) {
        unreadable.put(topic, new Unreadable(sentence, nowMillis));
    }

    List<String> at(long nowMillis) {
        unreadable.values().removeIf(record -> nowMillis - record.atMillis() > UNREADABLE_MILLIS);
        return Stream.concat(
                        lasting.values().stream(), unreadable.values().stream().map(Unreadable::sentence))
                .toList();
    }
}
