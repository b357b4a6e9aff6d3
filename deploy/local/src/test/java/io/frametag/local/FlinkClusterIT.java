package io.frametag.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FlinkClusterIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static FlinkCluster flink;

    @BeforeAll
    static void startFlink() throws Exception {
        flink = FlinkCluster.start(1, new Configuration());
    }

    @AfterAll
    static void closeFlink() throws Exception {
        flink.close();
    }

    @Test
    void aBoundedJobFinishes() throws Exception {
        LocalJob job = flink.submit(sequence(100, value -> value));
        job.awaitFinished(PATIENCE);
        assertThat(job.status()).isEqualTo(JobStatus.FINISHED);
    }

    @Test
    void anEndlessJobRunsUntilItIsCancelledAndFreesItsSlot() throws Exception {
        for (int run = 0; run < 2; run++) {
            LocalJob job = flink.submit(sequence(Long.MAX_VALUE - 1, value -> value));
            job.awaitRunning(PATIENCE);
            assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
            job.cancel();
            assertThat(job.status()).isEqualTo(JobStatus.CANCELED);
        }
    }

    @Test
    void aJobGoesOnFromItsSavepoint(@TempDir Path folder) throws Exception {
        LocalJob job = flink.submit(sequence(Long.MAX_VALUE - 1, new OpenGate()));
        OpenGate.GATE.await();
        String savepoint = job.stopWithSavepoint(folder);
        assertThat(job.status()).isEqualTo(JobStatus.FINISHED);

        LocalJob restored = flink.restore(sequence(Long.MAX_VALUE - 1, new FailAtFirst()), savepoint);
        assertThatThrownBy(() -> restored.awaitFinished(PATIENCE))
                .hasStackTraceContaining("the first value is ")
                .satisfies(e -> assertThat(firstValue(e)).isGreaterThan(2));
    }

    @Test
    void aJobThatFailsSaysWhy() throws Exception {
        LocalJob job = flink.submit(sequence(Long.MAX_VALUE - 1, new FailAtFirst()));
        assertThatThrownBy(() -> job.awaitFinished(PATIENCE))
                .hasMessage("The job did not finish but is FAILED.")
                .hasStackTraceContaining("the first value is 1");
        assertThatThrownBy(() -> job.awaitRunning(PATIENCE))
                .hasMessage("The job is FAILED before all of its tasks ran.")
                .hasStackTraceContaining("the first value is 1");
    }

    @Test
    void aJobThatFindsNoSlotIsLate() throws Exception {
        LocalJob first = flink.submit(sequence(Long.MAX_VALUE - 1, value -> value));
        first.awaitRunning(PATIENCE);
        LocalJob second = flink.submit(sequence(1, value -> value));
        try {
            // Often, since the message must not depend on which clock is first.
            for (int run = 0; run < 5; run++) {
                assertThatThrownBy(() -> second.awaitRunning(Duration.ofSeconds(1)))
                        .isInstanceOf(TimeoutException.class)
                        .hasMessage("Job " + second.id() + " is not running after 1 s.");
            }
        } finally {
            first.cancel();
        }
        second.awaitFinished(PATIENCE);
    }

    private static StreamGraph sequence(long last, MapFunction<Long, Long> map) {
        Configuration configuration =
                Configuration.fromMap(Map.of(RestartStrategyOptions.RESTART_STRATEGY.key(), "none"));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(1);
        env.fromSequence(1, last)
                .uid("source")
                .map(map)
                .returns(Long.class)
                .uid("map")
                .sinkTo(new DiscardingSink<>())
                .uid("sink");
        return env.getStreamGraph();
    }

    private static long firstValue(Throwable failure) {
        return new BufferedReader(new StringReader(ExceptionUtils.stringifyException(failure)))
                .lines()
                .filter(line -> line.contains("the first value is "))
                .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static final class OpenGate implements MapFunction<Long, Long> {
        private static final CountDownLatch GATE = new CountDownLatch(2);

        @Override
        public Long map(Long value) {
            GATE.countDown();
            return value;
        }
    }

    private static final class FailAtFirst implements MapFunction<Long, Long> {
        @Override
        public Long map(Long value) {
            throw new IllegalStateException("the first value is " + value);
        }
    }
}
