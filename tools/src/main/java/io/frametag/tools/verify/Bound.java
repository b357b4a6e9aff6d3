package io.frametag.tools.verify;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the inputs in question begin, or end: an offset of one partition, or a time for all. */
public sealed interface Bound {
    /**
     * An offset of one partition.
     *
     * @param topic empty for that partition of every input topic
     */
    record AtOffset(Optional<String> topic, int partition, long offset) implements Bound {
        @Override
        public String toString() {
            return topic.map(name -> name + ":").orElse("") + partition + ":" + offset;
        }
    }

    /** The first record whose timestamp is not before the time, in every partition. */
    record AtTime(Instant time) implements Bound {}

    /** A time without its zone would pass for a topic, a partition and an offset. */
    Pattern OFFSET = Pattern.compile("(?!\\d{4}-\\d\\d-\\d\\dT)(?:([A-Za-z0-9._-]+):)?(\\d{1,9}):(\\d{1,18})");

    /**
     * Reads {@code PARTITION:OFFSET}, {@code TOPIC:PARTITION:OFFSET} or a time in ISO 8601.
     *
     * @throws IllegalArgumentException if it is neither; the message says what is expected
     */
    static Bound parse(String text) {
        Matcher offset = OFFSET.matcher(text);
        if (offset.matches()) {
            return new AtOffset(
                    Optional.ofNullable(offset.group(1)),
                    Integer.parseInt(offset.group(2)),
                    Long.parseLong(offset.group(3)));
        }
        try {
            return new AtTime(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is neither PARTITION:OFFSET, such as 0:1500, nor a time with its zone, such as"
                            + " 2026-11-24T10:00:00Z",
                    e);
        }
    }
}
