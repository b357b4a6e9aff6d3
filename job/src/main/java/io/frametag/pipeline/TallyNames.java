package io.frametag.pipeline;

import java.util.Set;

/**
 * What is counted of a bounded run. The same names are those of Flink's accumulators, in the result of the job and, while it
 * runs, in Flink's REST API.
 */
public final class TallyNames {
    public static final String LABELLED = "labelled";
    public static final String SHED = "shed";
    /** Inputs that an earlier output has already, and that were passed over. */
    public static final String ANSWERED_BEFORE = "answered-before";
    /** Followed by the {@link RejectReason}. */
    public static final String REJECTED = "rejected.";

    /** What a result has even if it is 0. */
    static final Set<String> ALWAYS = Set.of(LABELLED);

    private TallyNames() {}
}
