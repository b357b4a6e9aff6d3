package io.frametag.tools.outcome;

import io.frametag.tools.kafka.TopicNames;
import java.util.List;

/** The topics that a job writes to. */
public record OutcomeTopics(String labels, String deadLetters, String shed, String segments) {
    /** Those of a job that was given no others. */
    public static final OutcomeTopics DEFAULT =
            new OutcomeTopics(TopicNames.LABELS, TopicNames.DEAD_LETTERS, TopicNames.SHED, TopicNames.SEGMENTS);

    public List<String> all() {
        return List.of(labels, deadLetters, shed, segments);
    }
}
