package io.frametag.config;

import java.io.Serializable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the inputs in question begin, or end: a place, or a time, in every partition, or an offset of one. */
public sealed interface Bound extends Serializable {
    /** What a partition knows of itself. */
    enum Place implements Bound {
        /** The group's committed offset, or else the first record that is there. */
        COMMITTED,
        /** The first record that is there. */
        EARLIEST,
        /** The end of what is committed now. */
        LATEST;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The first record whose timestamp is not before the time, in every partition; where there is none, the end. */
    record AtTime(Instant time) implements Bound {
        private static final int NANOS_A_MILLI = 1_000_000;

        /**
         * @return milliseconds since the epoch, as Kafka's timestamps are; the next one for a time in between. Not below zero,
         *     since no timestamp is, and what is below has another meaning when brokers are asked for it
         */
        public long millis() {
            if (time.isBefore(Instant.EPOCH)) {
                return 0;
            }
            try {
                return time.plusNanos(NANOS_A_MILLI - 1).toEpochMilli();
            } catch (ArithmeticException e) {
                return Long.MAX_VALUE;
            }
        }

        @Override
        public String toString() {
            return time.toString();
        }
    }

    /**
     * An offset of one partition.
     *
     * @param topic null for that partition of every input topic
     */
    record AtOffset(String topic, int partition, long offset) implements Bound {
        /** @return whether this bound is one of that partition */
        public boolean isOf(String otherTopic, int otherPartition) {
            return partition == otherPartition && (topic == null || topic.equals(otherTopic));
        }

        /** The partition alone, as it was written. */
        String place() {
            return (topic == null ? "" : topic + ":") + partition;
        }

        @Override
        public String toString() {
            return place() + ":" + offset;
        }
    }

    /** A time without its zone would pass for a topic, a partition and an offset. */
    Pattern OFFSET = Pattern.compile("(?!\\d{4}-\\d\\d-\\d\\dT)(?:([A-Za-z0-9._-]+):)?(\\d{1,9}):(\\d{1,18})");

    /**
     * Reads {@code committed}, {@code earliest}, {@code latest}, a time in ISO 8601, {@code PARTITION:OFFSET} or
     * {@code TOPIC:PARTITION:OFFSET}.
     *
     * @throws IllegalArgumentException if it is none of these; the message says what is expected
     */
    static Bound parse(String text) {
        Optional<Place> place = Arrays.stream(Place.values())
                .filter(each -> each.toString().equalsIgnoreCase(text))
                .findFirst();
        if (place.isPresent()) {
            return place.get();
        }
        Matcher offset = OFFSET.matcher(text);
        if (offset.matches()) {
            return new AtOffset(offset.group(1), Integer.parseInt(offset.group(2)), Long.parseLong(offset.group(3)));
        }
        try {
            return new AtTime(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'" + text
                            + "' is neither PARTITION:OFFSET, such as 0:1500, nor a time with its zone, such as"
                            + " 2026-11-24T10:00:00Z, nor earliest or latest",
                    e);
        }
    }
}
