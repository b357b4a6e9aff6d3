package io.frametag;

import io.frametag.config.JobConfig;
import io.frametag.kafka.BrokenSinks;
import io.frametag.kafka.ImageEventSource;
import io.frametag.model.ModelBundle;
import io.frametag.pipeline.ModelReference;
import io.frametag.pipeline.Outcome;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job's own dataflow with a sink that breaks its promise. */
public final class BrokenJobs {
    private BrokenJobs() {}

    /** Main class of the build whose sink gives no guarantee. */
    public static final class WithoutGuarantee {
        private WithoutGuarantee() {}

        public static void main(String[] args) throws Exception {
            run(args, BrokenSinks::withoutGuarantee);
        }
    }

    /** Main class of the build that swallows rejects. */
    public static final class WithoutRejects {
        private WithoutRejects() {}

        public static void main(String[] args) throws Exception {
            run(args, BrokenSinks::withoutRejects);
        }
    }

    private static void run(String[] args, Function<JobConfig, Sink<Outcome>> sink) throws Exception {
        JobConfig config = JobConfig.parse(args, Map.of());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        FlinkSettings.apply(env, config);
        ModelReference model = ModelReference.to(config.model());
        ModelBundle bundle = model.load();
        TaggingJob.build(
                env,
                ImageEventSource.of(config.kafka()),
                OutcomeOutput.to(sink.apply(config)),
                config,
                model.pinnedTo(bundle),
                bundle);
        env.execute("broken");
    }
}
