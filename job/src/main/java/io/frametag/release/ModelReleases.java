package io.frametag.release;

import io.frametag.config.JobConfig;
import io.frametag.pipeline.Clock;
import io.frametag.pipeline.InFlight;
import io.frametag.pipeline.ModelReference;
import io.frametag.pipeline.RawRecord;
import io.frametag.pipeline.UnionTypeInfo;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.MultipleConnectedStreams;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.MultipleInputTransformation;

/** Wires releases into a dataflow. */
public final class ModelReleases {
    /** Uids are what a savepoint is restored by: never change one. */
    public static final String SOURCE_UID = "model-releases";

    public static final String UID = "release";
    public static final String SINK_UID = "model-release-outcomes";

    private ModelReleases() {}

    /**
     * Broadcasts releases to the records. Not for a job that ends, which this input would keep from its end.
     *
     * @param records of a source, which is then taken into the chain, or of another operator, which is not
     * @param first what to label with as long as there is no release
     * @return each record with its model: in the same task, or not at all
     */
    public static DataStream<InFlight> stamp(
            DataStream<RawRecord> records, ReleaseTopics topics, JobConfig config, ModelReference first, Clock clock) {
        StreamExecutionEnvironment env = records.getExecutionEnvironment();
        MultipleInputTransformation<InFlight> stamp = new MultipleInputTransformation<>(
                UID,
                new StampReleasesFactory(
                        topics.newest(),
                        first,
                        ModelOpener.of(
                                config.limits(),
                                config.decoding(),
                                config.model().topK().orElse(null)),
                        config.runId(),
                        clock),
                UnionTypeInfo.IN_FLIGHT,
                env.getParallelism(),
                false);
        stamp.addInput(records.getTransformation());
        stamp.addInput(env.fromSource(topics.releases(), WatermarkStrategy.noWatermarks(), SOURCE_UID)
                .uid(SOURCE_UID)
                .setParallelism(1)
                .setMaxParallelism(1)
                .broadcast()
                .getTransformation());
        SingleOutputStreamOperator<InFlight> stamped =
                new MultipleConnectedStreams(env).transform(stamp).uid(UID);
        stamped.getSideOutput(StampReleases.OUTCOMES)
                .sinkTo(topics.outcomes())
                .name(SINK_UID)
                .uid(SINK_UID);
        return stamped;
    }
}
