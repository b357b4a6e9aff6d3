package io.frametag.tools.page;

import io.frametag.tools.kafka.TopicNames;
import io.frametag.tools.outcome.OutcomeTopics;
import java.util.List;

/** The topics that a page is about. Those that are not there yet are looked for again. */
public record WatchedTopics(List<String> events, OutcomeTopics outcomes) {
    /** Those of a job that was given no others. */
    public static final WatchedTopics DEFAULT = new WatchedTopics(List.of(TopicNames.EVENTS), OutcomeTopics.DEFAULT);

    public WatchedTopics {
        events = List.copyOf(events);
    }
}
