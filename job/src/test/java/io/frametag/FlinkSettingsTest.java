package io.frametag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.config.ConfigException;
import io.frametag.config.JobConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class FlinkSettingsTest {
    private static ReadableConfig applied(Map<String, String> cluster, String... args) {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(Configuration.fromMap(cluster));
        FlinkSettings.apply(env, config(args));
        return env.getConfiguration();
    }

    private static JobConfig config(String... args) {
        List<String> all = new ArrayList<>(List.of("--bootstrap-servers", "localhost:9092"));
        all.addAll(List.of(args));
        return JobConfig.parse(all.toArray(String[]::new), Map.of());
    }

    @Test
    void ownOptionsHoldWhereTheClusterSaysNothing() {
        ReadableConfig settings = applied(Map.of());
        assertThat(settings.get(CheckpointingOptions.CHECKPOINTING_INTERVAL)).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.get(CheckpointingOptions.CHECKPOINTING_TIMEOUT)).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.get(RestartStrategyOptions.RESTART_STRATEGY)).isEqualTo("exponential-delay");
        assertThat(settings.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS))
                .isEqualTo(20);
        assertThat(settings.get(PipelineOptions.OBJECT_REUSE)).isTrue();
        assertThat(settings.get(PipelineOptions.GENERIC_TYPES)).isFalse();
        assertThat(settings.get(PipelineOptions.MAX_PARALLELISM)).isEqualTo(128);
        assertThat(settings.get(ExecutionOptions.RUNTIME_MODE)).isEqualTo(RuntimeExecutionMode.STREAMING);
    }

    @Test
    void theClustersOwnSettingsWin() {
        ReadableConfig settings = applied(Map.of(
                "execution.checkpointing.interval", "3 s",
                "execution.checkpointing.timeout", "7 s",
                "restart-strategy.type", "fixed-delay"));
        assertThat(settings.get(CheckpointingOptions.CHECKPOINTING_INTERVAL)).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.get(CheckpointingOptions.CHECKPOINTING_TIMEOUT)).isEqualTo(Duration.ofSeconds(7));
        assertThat(settings.get(RestartStrategyOptions.RESTART_STRATEGY)).isEqualTo("fixed-delay");
    }

    @Test
    void withoutCheckpointsTheJobDoesNotStart() {
        assertThatThrownBy(() -> applied(Map.of(), "--checkpoint-interval", "0 s"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("The checkpoint interval is 0");
        assertThat(applied(Map.of("execution.checkpointing.interval", "1 s"), "--checkpoint-interval", "0 s")
                        .get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theClustersTimesCountForTransactions() {
        assertThatThrownBy(() ->
                        applied(Map.of("execution.checkpointing.timeout", "10 min"), "--delivery", "exactly-once"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("a checkpoint timeout of 600.0 s");
    }

    @Test
    void aBoundedRunEndsWithACheckpointWhateverTheClusterSays() {
        assertThat(applied(Map.of("execution.checkpointing.checkpoints-after-tasks-finish", "false"))
                        .get(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH))
                .isTrue();
    }

    /** Else a job that recovers might be refused for a range that retention has shortened since it began. */
    @Test
    void aJobThatMayHaveStateIsNotTakenForANewOne() {
        assertThat(startsAnew(Map.of())).isTrue();
        assertThat(startsAnew(Map.of("execution.target", "remote", "high-availability.type", "zookeeper")))
                .isTrue();
        assertThat(startsAnew(Map.of("execution.target", "embedded"))).isTrue();
        assertThat(startsAnew(Map.of("execution.target", "embedded", "high-availability.type", "none")))
                .isTrue();
        assertThat(startsAnew(Map.of("execution.target", "embedded", "high-availability.type", "kubernetes")))
                .isFalse();
        assertThat(startsAnew(Map.of("execution.state-recovery.path", "file:///savepoint")))
                .isFalse();
    }

    private static boolean startsAnew(Map<String, String> cluster) {
        return FlinkSettings.startsAnew(Configuration.fromMap(cluster));
    }

    @Test
    void aBoundedRunCountsBehindTheSameChain() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
        TaggingJob.build(env, config("--until", "latest"));
        assertThat(env.getStreamGraph().getJobGraph().getVerticesSortedTopologicallyFromSources())
                .extracting(JobVertex::getName)
                .satisfiesExactly(
                        frames -> assertThat(frames)
                                .contains("image-events", "decode", "preprocess", "classify", "tally", "outcomes"),
                        sum -> assertThat(sum).contains("sum"));
    }

    @Test
    void aFetchMayNotOutlastACheckpoint() {
        String[] slow = {"--fetch-hosts", "a.org", "--fetch-timeout", "2 min"};
        assertThatThrownBy(() -> applied(Map.of(), slow))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "--fetch-timeout is 120000 ms: it must be shorter than the checkpoint timeout, which is 120000"
                                + " ms, since a checkpoint may wait for a fetch.");
        assertThat(applied(Map.of("execution.checkpointing.timeout", "3 min"), slow)
                        .get(CheckpointingOptions.CHECKPOINTING_TIMEOUT))
                .isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void brokenChainsAreRefused() {
        assertThatThrownBy(() -> applied(Map.of("pipeline.operator-chaining.enabled", "false")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("pipeline.operator-chaining.enabled is false");
    }

    @Test
    void theGraphIsOneChainOfOperatorsWithLiteralUids() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
        TaggingJob.build(env, config("--parallelism", "3"));
        StreamGraph graph = env.getStreamGraph();
        Stream<String> uids = graph.getStreamNodes().stream().map(StreamNode::getTransformationUID);
        assertThat(uids).contains("image-events", "decode", "preprocess", "classify", "outcomes");
        assertThat(graph.getJobGraph().getNumberOfVertices()).isEqualTo(1);
        assertThat(graph.getJobGraph().getVertices().iterator().next().getParallelism())
                .isEqualTo(3);
    }

    /** It is behind the source and before decode, in the same chain: nothing else may hold pixels by reference. */
    @Test
    void theFetchIsAnOperatorOfTheSameChainAndOnlyThereIfSomethingMayBeFetched() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
        TaggingJob.build(env, config("--fetch-hosts", "images.example.com", "--parallelism", "3"));
        StreamGraph graph = env.getStreamGraph();
        assertThat(graph.getStreamNodes().stream().map(StreamNode::getTransformationUID))
                .contains("image-events", "fetch", "decode", "preprocess", "classify", "outcomes");
        assertThat(graph.getJobGraph().getVerticesSortedTopologicallyFromSources())
                .singleElement()
                .satisfies(task -> {
                    assertThat(task.getParallelism()).isEqualTo(3);
                    assertThat(task.getName()).containsSubsequence("image-events", "fetch", "decode", "classify");
                });

        StreamExecutionEnvironment plain = StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
        TaggingJob.build(plain, config());
        assertThat(plain.getStreamGraph().getStreamNodes().stream().map(StreamNode::getTransformationUID))
                .doesNotContain("fetch");
    }

    @Test
    void segmentsComeBehindTheSameChainWhichKeepsItsUids() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
        TaggingJob.build(env, config("--emit", "both"));
        StreamGraph graph = env.getStreamGraph();
        Stream<String> uids = graph.getStreamNodes().stream().map(StreamNode::getTransformationUID);
        assertThat(uids)
                .contains("image-events", "decode", "preprocess", "classify", "outcomes")
                .contains("scores", "segments", "segment-records");
        assertThat(graph.getJobGraph().getVerticesSortedTopologicallyFromSources())
                .extracting(JobVertex::getName)
                .hasSize(2)
                .satisfiesExactly(
                        frames -> assertThat(frames)
                                .contains("image-events", "decode", "preprocess", "classify", "outcomes", "scores"),
                        segments -> assertThat(segments).contains("segments", "segment-records"));
    }

    @Test
    void segmentsAloneLeaveTheOutcomesSinkForDeadLetters() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
        TaggingJob.build(env, config("--emit", "segments"));
        Stream<String> uids = env.getStreamGraph().getStreamNodes().stream().map(StreamNode::getTransformationUID);
        assertThat(uids).contains("classify", "without-labels", "outcomes", "segments");
    }

    @Test
    void aModelThatIsNotThereIsSaidBeforeTheJobStarts() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
        assertThatThrownBy(() -> TaggingJob.build(env, config("--model", "/nowhere/at/all")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("--model: ")
                .hasMessageContaining("there is no inference.onnx");
    }
}
