package io.frametag.pipeline;

import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Counts outcomes by what became of their records. */
public final class TallyOutcomes {
    private TallyOutcomes() {}

    /** @return the same outcomes, to be written, with {@link Tallying#tallies} to be summed */
    public static SingleOutputStreamOperator<Outcome> of(SingleOutputStreamOperator<Outcome> outcomes) {
        return outcomes.transform("tally", UnionTypeInfo.OUTCOME, new Tallying<>(TallyOutcomes::nameOf, true))
                .uid("tally");
    }

    private static String nameOf(Outcome outcome) {
        if (outcome instanceof Outcome.Rejected rejected) {
            return TallyNames.REJECTED + rejected.reason().name();
        }
        return outcome instanceof Outcome.Shed ? TallyNames.SHED : TallyNames.LABELLED;
    }
}
