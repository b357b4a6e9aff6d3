package io.frametag.schema;

/**
 * The Kafka headers of a dead letter. The record's key, value, timestamp and own headers are those of the rejected
 * input; these are added behind them, all as UTF-8 text, and a reader takes the last of each name.
 *
 * <p>{@link #ORIGINAL_TIMESTAMP} is the first of them if it is there, and otherwise {@link #TOPIC}: so the last header of
 * that name tells where the input's own headers end, whatever these are called.
 *
 * <p>The names under {@code __connect.errors.} are those of Kafka Connect's dead letter queues, so that tools for those
 * read ours.
 */
public final class DeadLetterHeaders {
    public static final String TOPIC = "__connect.errors.topic";
    public static final String PARTITION = "__connect.errors.partition";
    public static final String OFFSET = "__connect.errors.offset";
    /** Which operator rejected the record: {@code decode}, {@code preprocess} or {@code classify}. */
    public static final String STAGE = "__connect.errors.stage";

    public static final String EXCEPTION_CLASS = "__connect.errors.exception.class.name";
    public static final String EXCEPTION_MESSAGE = "__connect.errors.exception.message";

    /** One of {@code io.frametag.pipeline.RejectReason}. */
    public static final String REASON = "frametag.reason";
    /** The run of the job that rejected the record, as {@code run_id} in the labels. */
    public static final String RUN_ID = "frametag.run.id";

    /**
     * Present when the value did not fit into the topic: the whole value's length in bytes. The dead letter's value is
     * then only the head of it.
     */
    public static final String TRUNCATED_FROM_BYTES = "frametag.value.truncated.from.bytes";
    /** Beside {@link #TRUNCATED_FROM_BYTES}: SHA-256 of the whole value, in lower-case hexadecimal. */
    public static final String VALUE_SHA256 = "frametag.value.sha256";
    /** Present when the input's own key did not fit: its length in bytes. The key is then null. */
    public static final String KEY_DROPPED_BYTES = "frametag.key.dropped.bytes";
    /** Present, on labels too, when the input's own headers did not fit: how many were left out. */
    public static final String HEADERS_DROPPED = "frametag.headers.dropped";

    /**
     * Present, on labels too, when the topic would have refused the input's timestamp (its
     * {@code message.timestamp.before.max.ms} or {@code .after.max.ms}): that timestamp, in milliseconds. The record's own
     * is then the time of writing.
     */
    public static final String ORIGINAL_TIMESTAMP = "frametag.timestamp.original";

    private DeadLetterHeaders() {}
}
