package io.frametag.tools.kafka;

import java.util.List;
import picocli.CommandLine.Option;

/** The topics of a job, for commands that read them all. */
public final class TopicOptions {
    @Option(
            names = "--input-topic",
            paramLabel = "TOPIC",
            defaultValue = TopicNames.EVENTS,
            description = "Where the image events are; may be given more than once.")
    private List<String> inputs;

    @Option(
            names = "--labels-topic",
            paramLabel = "TOPIC",
            defaultValue = TopicNames.LABELS,
            description = "Where the labels are.")
    private String labels;

    @Option(
            names = "--dead-letters-topic",
            paramLabel = "TOPIC",
            defaultValue = TopicNames.DEAD_LETTERS,
            description = "Where the dead letters are.")
    private String deadLetters;

    @Option(
            names = "--shed-topic",
            paramLabel = "TOPIC",
            defaultValue = TopicNames.SHED,
            description = "Where the frames are that were shed for their age; it need not exist.")
    private String shed;

    public List<String> inputs() {
        return inputs;
    }

    public String labels() {
        return labels;
    }

    public String deadLetters() {
        return deadLetters;
    }

    public String shed() {
        return shed;
    }
}
