package io.frametag.release;

import io.frametag.config.JobConfig;
import io.frametag.pipeline.Clock;
import io.frametag.pipeline.InFlight;
import io.frametag.pipeline.ModelReference;
import io.frametag.pipeline.RawRecord;
import io.frametag.pipeline.UnionTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Wires releases into a dataflow. */
public final class ModelReleases {
    /** Uids are what a savepoint is restored by: never change one. */
    public static final String UID = "release";

    public static final String SINK_UID = "model-release-outcomes";

    private ModelReleases() {}

    /**
     * Stamps each record with its model.
     *
     * @param first what to label with as long as there is no release
     * @return each record with its model: in the same task, or not at all
     */
    public static DataStream<InFlight> stamp(
            DataStream<RawRecord> records, ReleaseTopics topics, JobConfig config, ModelReference first, Clock clock) {
        SingleOutputStreamOperator<InFlight> stamped = records.transform(
                        UID,
                        UnionTypeInfo.IN_FLIGHT,
                        new StampReleasesFactory(
                                topics.releases(),
                                first,
                                ModelOpener.of(
                                        config.limits(),
                                        config.decoding(),
                                        config.model().topK().orElse(null),
                                        ModelTrial.GOLDEN),
                                config.runId(),
                                clock))
                .uid(UID);
        stamped.getSideOutput(StampReleases.OUTCOMES)
                .sinkTo(topics.outcomes())
                .name(SINK_UID)
                .uid(SINK_UID);
        return stamped;
    }
}
