package io.frametag;

import io.frametag.pipeline.Outcome;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Where outcomes go. */
@FunctionalInterface
interface OutcomeOutput {
    /** Ends the dataflow: each outcome is written by exactly one sink. */
    void write(DataStream<Outcome> outcomes);

    /** All kinds of outcome by one sink. */
    static OutcomeOutput to(Sink<Outcome> sink) {
        return outcomes -> outcomes.sinkTo(sink).name(TaggingJob.SINK_UID).uid(TaggingJob.SINK_UID);
    }
}
