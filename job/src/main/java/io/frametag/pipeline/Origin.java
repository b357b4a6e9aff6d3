package io.frametag.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.config.RecordCoordinates;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Where a record comes from, and what of it is passed through to its outcome.
 *
 * @param timestamp milliseconds since the epoch, or negative for none
 * @param key may be null
 */
public record Origin(String topic, int partition, long offset, long timestamp, byte[] key, Header[] headers) {
    private static final int LONGEST_LOGGED_KEY = 64;

    /**
     * A Kafka header.
     *
     * @param value may be null
     */
    public record Header(String name, byte[] value) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Header that && name.equals(that.name) && Arrays.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + Arrays.hashCode(value);
        }
    }

    /**
     * How old the record is, in microseconds: wall clocks, here and where it was captured.
     *
     * @param nowMicros wall clock, microseconds since the epoch
     * @return 0 for a record that has no timestamp, or one of the future: nothing says that it is old
     */
    public long ageMicros(long nowMicros) {
        return timestamp < 0
                ? 0
                : Math.max(0, Clock.wallMicrosBetween(TimeUnit.MILLISECONDS.toMicros(timestamp), nowMicros));
    }

    /** As {@code --reject-offset} names it. */
    public RecordCoordinates coordinates() {
        return new RecordCoordinates(topic, partition, offset);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Origin that
                && topic.equals(that.topic)
                && partition == that.partition
                && offset == that.offset
                && timestamp == that.timestamp
                && Arrays.equals(key, that.key)
                && Arrays.equals(headers, that.headers);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * topic.hashCode() + partition) + Long.hashCode(offset);
    }

    /**
     * For messages and logs.
     *
     * @return the coordinates, and the stream as the key names it, on one line and not at any length: anybody may write a
     *     key
     */
    public String withStream() {
        if (key == null) {
            return this + " (no stream)";
        }
        String stream = new String(key, 0, Math.min(key.length, LONGEST_LOGGED_KEY), UTF_8);
        return this + " (stream " + stream.replaceAll("\\p{Cntrl}", "?") + ")";
    }

    /** For messages and logs, and as {@code --reject-offset} takes it. */
    @Override
    public String toString() {
        return topic + ":" + partition + ":" + offset;
    }
}
