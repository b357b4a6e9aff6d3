package io.frametag.kafka;

/**
 * What a topic refuses.
 *
 * @param maxRecordBytes {@code max.message.bytes}, or the producer's limit if that is lower
 * @param timestampBeforeMaxMillis how far a record's timestamp may be behind the broker's clock
 * @param timestampAfterMaxMillis how far it may be ahead
 */
record TopicLimit(int maxRecordBytes, long timestampBeforeMaxMillis, long timestampAfterMaxMillis) {
    /** Between the job's clock and the broker's, and until the record arrives. */
    private static final long CLOCK_MARGIN_MILLIS = 60_000;

    /** @param nowMillis by the wall clock */
    boolean takesTimestamp(long timestamp, long nowMillis) {
        long ahead = timestamp - nowMillis;
        return ahead <= 0
                ? -ahead <= timestampBeforeMaxMillis - CLOCK_MARGIN_MILLIS
                : ahead <= timestampAfterMaxMillis - CLOCK_MARGIN_MILLIS;
    }
}
