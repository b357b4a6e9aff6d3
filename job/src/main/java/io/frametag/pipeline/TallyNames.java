package io.frametag.pipeline;

import java.util.Set;

/**
 * What is counted of a bounded run. The same names are those of Flink's accumulators, in the result of the job and, while it
 * runs, in Flink's REST API.
 */
public final class TallyNames {
    public static final String LABELLED = "labelled";
    public static final String SHED = "shed";
    /** Followed by the {@link RejectReason}. */
    public static final String REJECTED = "rejected.";
    /** Followed by topic, colon and partition: the highest offset that has its outcome. */
    public static final String LAST_OFFSET = "last-offset.";

    /** What a result has even if it is 0. */
    static final Set<String> ALWAYS = Set.of(LABELLED);

    private TallyNames() {}

    static String lastOffset(String topic, int partition) {
        return LAST_OFFSET + topic + ":" + partition;
    }

    /** @return two counts of one name as one: of an offset the higher, of everything else the sum */
    static long merged(String name, long a, long b) {
        return name.startsWith(LAST_OFFSET) ? Math.max(a, b) : a + b;
    }
}
