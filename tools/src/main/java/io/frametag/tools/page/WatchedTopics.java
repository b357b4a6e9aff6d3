package io.frametag.tools.page;

import io.frametag.tools.verify.VerificationRequest;
import java.util.List;

/** The topics that a page is about. Those that are not there yet are looked for again. */
public record WatchedTopics(List<String> events, String labels, String deadLetters, String shed, String segments) {
    /** As the job's own default. */
    public static final String SEGMENTS_TOPIC = "image-segments";

    /** Those of a job that was given no others. */
    public static final WatchedTopics DEFAULT = new WatchedTopics(
            List.of(VerificationRequest.INPUT_TOPIC),
            VerificationRequest.LABELS_TOPIC,
            VerificationRequest.DEAD_LETTERS_TOPIC,
            VerificationRequest.SHED_TOPIC,
            SEGMENTS_TOPIC);

    public WatchedTopics {
        events = List.copyOf(events);
    }
}
