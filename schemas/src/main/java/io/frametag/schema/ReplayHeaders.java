package io.frametag.schema;

/**
 * The Kafka headers of an input record that is the replay of a dead letter, all as UTF-8 text. They stand behind the
 * input's own headers, once, and with these pass into the record's label or dead letter. Everything else about the record
 * is as in the input that was rejected.
 */
public final class ReplayHeaders {
    /**
     * The rejected input, as {@code TOPIC:PARTITION:OFFSET}. When a replay is itself rejected and replayed, it is still the
     * first input: all replays of one input name the same.
     */
    public static final String INPUT = "frametag.replayed.input";
    /** The dead letter that this record was made from, as {@code TOPIC:PARTITION:OFFSET}. */
    public static final String DEAD_LETTER = "frametag.replayed.dead.letter";
    /** 1 for the replay of an input that was no replay itself; one more for each time that a replay was rejected again. */
    public static final String COUNT = "frametag.replayed.count";

    private ReplayHeaders() {}
}
