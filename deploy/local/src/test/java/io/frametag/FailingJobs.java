package io.frametag;

import io.frametag.config.JobConfig;
import io.frametag.kafka.ImageEventSource;
import io.frametag.model.ModelBundle;
import io.frametag.output.OutcomeFiles;
import io.frametag.pipeline.ModelReference;
import io.frametag.pipeline.Outcome;
import io.frametag.pipeline.SystemClock;
import io.frametag.pipeline.UnionTypeInfo;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** The job's own dataflow into files, with a task that fails in the middle. */
public final class FailingJobs {
    private FailingJobs() {}

    /**
     * @param failed becomes true when the failure has come about, which it does once: some outcomes behind a checkpoint that has
     *     some before it
     */
    public static StreamGraph failingOnce(String[] args, AtomicBoolean failed) throws Exception {
        FailOnce.FAILED = failed;
        JobConfig config = JobConfig.parse(args, Map.of());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        FlinkSettings.apply(env, config);
        ModelReference model = ModelReference.to(config.model());
        ModelBundle bundle = model.load();
        TaggingJob.build(
                env,
                ImageEventSource.of(config.kafka()),
                outcomes -> OutcomeFiles.write(
                        outcomes.map(new FailOnce()).returns(UnionTypeInfo.OUTCOME),
                        config.outputFiles().orElseThrow(),
                        config.runId(),
                        SystemClock.INSTANCE),
                config,
                model.pinnedTo(bundle),
                bundle);
        return env.getStreamGraph();
    }

    private static final class FailOnce extends RichMapFunction<Outcome, Outcome> implements CheckpointListener {
        private static AtomicBoolean FAILED;
        private static final int OUTCOMES = 5;

        private transient int seen;
        private transient int sinceCheckpoint;
        private transient boolean checkpointed;

        @Override
        public void open(OpenContext context) {
            seen = 0;
            checkpointed = false;
        }

        @Override
        public Outcome map(Outcome outcome) {
            seen++;
            sinceCheckpoint++;
            if (checkpointed && sinceCheckpoint > OUTCOMES && FAILED.compareAndSet(false, true)) {
                throw new IllegalStateException("A failure that the test asked for");
            }
            return outcome;
        }

        @Override
        public void notifyCheckpointComplete(long checkpoint) {
            checkpointed |= seen > 0;
            sinceCheckpoint = 0;
        }
    }
}
