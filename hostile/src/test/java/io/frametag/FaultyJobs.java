package io.frametag;

import io.frametag.config.JobConfig;
import io.frametag.kafka.FaultySources;
import io.frametag.kafka.FaultySources.Fault;
import io.frametag.kafka.OutcomeSink;
import io.frametag.model.ModelBundle;
import io.frametag.pipeline.ModelReference;
import io.frametag.pipeline.SystemClock;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job's own dataflow behind a source that does what a bug in a decoder would do. */
public final class FaultyJobs {
    private FaultyJobs() {}

    /** Main class of the build that gives one record no outcome. */
    public static final class Loses {
        private Loses() {}

        public static void main(String[] args) throws Exception {
            run(args, Fault.LOSES);
        }
    }

    /** Main class of the build whose process ends on one record. */
    public static final class Halts {
        private Halts() {}

        public static void main(String[] args) throws Exception {
            run(args, Fault.HALTS);
        }
    }

    /** Main class of the build that labels one frame as another. */
    public static final class MixesUp {
        private MixesUp() {}

        public static void main(String[] args) throws Exception {
            run(args, Fault.MIXES_UP);
        }
    }

    /** Main class of the build that takes more memory than there may be for one record. */
    public static final class Hoards {
        private Hoards() {}

        public static void main(String[] args) throws Exception {
            run(args, Fault.HOARDS);
        }
    }

    private static void run(String[] args, Fault fault) throws Exception {
        JobConfig config = JobConfig.parse(args, Map.of());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        FlinkSettings.apply(env, config);
        ModelReference model = ModelReference.to(config.model());
        ModelBundle bundle = model.load();
        TaggingJob.build(
                env,
                FaultySources.of(config.kafka(), fault),
                OutcomeOutput.to(
                        OutcomeSink.of(config.kafka(), config.delivery(), config.runId(), SystemClock.INSTANCE)),
                config,
                model.pinnedTo(bundle),
                bundle);
        env.execute("faulty");
    }
}
