package io.frametag.pipeline;

import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Passes outcomes on, and counts them by what became of their records. */
public final class TallyOutcomes extends Tallying<Outcome> {
    private TallyOutcomes() {}

    /** @return the same outcomes, to be written, with {@link #tallies} to be summed */
    public static SingleOutputStreamOperator<Outcome> of(SingleOutputStreamOperator<Outcome> outcomes) {
        return outcomes.transform("tally", UnionTypeInfo.OUTCOME, new TallyOutcomes())
                .uid("tally");
    }

    @Override
    public void processElement(StreamRecord<Outcome> record) {
        count(name(record.getValue()));
        output.collect(record);
    }

    private static String name(Outcome outcome) {
        if (outcome instanceof Outcome.Rejected rejected) {
            return TallyNames.REJECTED + rejected.reason().name();
        }
        return outcome instanceof Outcome.Shed ? TallyNames.SHED : TallyNames.LABELLED;
    }
}
