package io.frametag.pipeline;

import java.util.Arrays;

/**
 * Where a record comes from, and what of it is passed through to its outcome.
 *
 * @param timestamp milliseconds since the epoch, or negative for none
 * @param key may be null
 */
public record Origin(String topic, int partition, long offset, long timestamp, byte[] key, Header[] headers) {

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

    /** For messages and logs. */
    @Override
    public String toString() {
        return topic + ":" + partition + ":" + offset;
    }
}
