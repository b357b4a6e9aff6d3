package io.frametag.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.image.Integrity;
import io.frametag.model.Label;
import io.frametag.pipeline.Outcome.Labelled;
import io.frametag.pipeline.Outcome.Rejected;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On a real Flink, with failures. */
@Timeout(120)
class TallyOutcomesTest {
    @RegisterExtension
    static final MiniClusterExtension FLINK = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

    /** Each of the two source tasks gets one half; every third is rejected. */
    private static final int LAST = 19_999;

    private static StreamExecutionEnvironment env() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(new Configuration()
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(50))
                .set(PipelineOptions.OBJECT_REUSE, true)
                .set(PipelineOptions.GENERIC_TYPES, false)
                .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
                .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1)
                .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10)));
        env.setParallelism(2);
        return env;
    }

    private static Map<String, Object> run(ToOutcome toOutcome) throws Exception {
        StreamExecutionEnvironment env = env();
        var outcomes = env.fromSource(new NumberSequenceSource(0, LAST), WatermarkStrategy.noWatermarks(), "numbers")
                .map(toOutcome)
                .returns(UnionTypeInfo.OUTCOME);
        SingleOutputStreamOperator<Outcome> counted = TallyOutcomes.of(outcomes);
        counted.sinkTo(new DiscardingSink<>());
        SumTallies.of(Tallying.tallies(counted));
        return env.execute().getAllAccumulatorResults();
    }

    @Test
    void everyOutcomeIsCountedOnce() throws Exception {
        assertThat(run(new ToOutcome(false)))
                .isEqualTo(Map.of(
                        "labelled", 13_333L,
                        "rejected.TOMBSTONE", 3_334L,
                        "rejected.NOT_AVRO", 3_333L));
    }

    /**
     * One task has read its half and is gone when the other one fails, so that the checkpoint that both are restored from has
     * nothing of the first.
     */
    @Test
    void aTaskThatHasEndedIsNotForgottenWhenTheJobIsRestored() throws Exception {
        ToOutcome.FIRST_HALF_ENDED.set(false);
        ToOutcome.FAILED.set(false);
        assertThat(run(new ToOutcome(true)))
                .containsEntry("labelled", 13_333L)
                .containsEntry("rejected.TOMBSTONE", 3_334L)
                .containsEntry("rejected.NOT_AVRO", 3_333L);
        assertThat(ToOutcome.FAILED).as("the test has failed a task").isTrue();
    }

    /** Numbers as outcomes. On demand it fails once, in the second half, when the first has ended and is in a checkpoint. */
    private static final class ToOutcome extends RichMapFunction<Long, Outcome> implements CheckpointListener {
        private static final AtomicBoolean FIRST_HALF_ENDED = new AtomicBoolean();
        private static final AtomicBoolean FAILED = new AtomicBoolean();
        /** Else one task might read both halves before the other has started. */
        private static final CyclicBarrier BOTH_READ = new CyclicBarrier(2);

        private static final int CHECKPOINTS = 3;

        private final boolean fails;
        private transient boolean started;
        private transient boolean first;
        private transient int checkpointsSince;

        ToOutcome(boolean fails) {
            this.fails = fails;
        }

        @Override
        public void open(OpenContext context) {
            checkpointsSince = 0;
        }

        @Override
        public Outcome map(Long number) throws Exception {
            first = number <= LAST / 2;
            if (fails && !started && !FAILED.get()) {
                BOTH_READ.await(30, TimeUnit.SECONDS);
            }
            started = true;
            if (fails && !first && !FAILED.get()) {
                if (checkpointsSince >= CHECKPOINTS) {
                    FAILED.set(true);
                    throw new IllegalStateException("A failure that the test asked for");
                }
                // So slow that its half lasts until then.
                LockSupport.parkNanos(1_000_000);
            }
            return outcome(number);
        }

        @Override
        public void notifyCheckpointComplete(long checkpoint) {
            if (FIRST_HALF_ENDED.get()) {
                checkpointsSince++;
            }
        }

        @Override
        public void close() {
            if (first) {
                FIRST_HALF_ENDED.set(true);
            }
        }

        private static Outcome outcome(long number) {
            Origin origin = new Origin("numbers", number <= LAST / 2 ? 0 : 1, number, 0, null, new Origin.Header[0]);
            if (number % 3 == 0) {
                return new Rejected(
                        new RawRecord(origin, null),
                        number % 2 == 0 ? RejectReason.TOMBSTONE : RejectReason.NOT_AVRO,
                        Stage.DECODE,
                        "x.Y",
                        "a message");
            }
            FrameInfo frame = new FrameInfo("event", "stream", number, 0, 1, 1, Integrity.WHOLE, 0, false);
            return new Labelled(origin, frame, List.of(new Label(0, "cat", 1)), UnionSerializerTest.MODEL, 1, 1, 1);
        }
    }
}
