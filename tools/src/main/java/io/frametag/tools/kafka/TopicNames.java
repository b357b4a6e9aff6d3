package io.frametag.tools.kafka;

/** The topics of a job that was given no others. */
public final class TopicNames {
    public static final String EVENTS = "image-events";
    public static final String LABELS = "image-labels";
    public static final String DEAD_LETTERS = "image-dead-letters";
    public static final String SHED = "image-shed";
    public static final String SEGMENTS = "image-segments";

    public static final String MODEL_RELEASES = "model-releases";
    public static final String MODEL_RELEASE_OUTCOMES = "model-release-outcomes";

    private TopicNames() {}
}
