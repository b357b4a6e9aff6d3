package io.frametag.tools.page;

import io.frametag.tools.kafka.TopicNames;
import java.util.List;

/** The topics that a page is about. Those that are not there yet are looked for again. */
public record WatchedTopics(List<String> events, String labels, String deadLetters, String shed, String segments) {
    /** Those of a job that was given no others. */
    public static final WatchedTopics DEFAULT = new WatchedTopics(
            List.of(TopicNames.EVENTS),
            TopicNames.LABELS,
            TopicNames.DEAD_LETTERS,
            TopicNames.SHED,
            TopicNames.SEGMENTS);

    public WatchedTopics {
        events = List.copyOf(events);
    }
}
