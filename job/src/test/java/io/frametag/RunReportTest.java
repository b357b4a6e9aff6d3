package io.frametag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.util.OptionalFailure;
import org.junit.jupiter.api.Test;

class RunReportTest {
    private static RunReport report(long millis, boolean restored) {
        return RunReport.of(
                new JobExecutionResult(
                        new JobID(),
                        millis,
                        Map.of(
                                "labelled", OptionalFailure.of(1_590L),
                                "rejected.TOMBSTONE", OptionalFailure.of(4L),
                                "rejected.NOT_AVRO", OptionalFailure.of(6L),
                                "of something else", OptionalFailure.of("text"))),
                "tuesday",
                "image-events",
                restored);
    }

    @Test
    void whatWasDoneIsSaidInOneLine() {
        assertThat(report(16_000, false).sentence())
                .isEqualTo("Run tuesday of image-events: 1,600 frames in 16.00 s: 100.0 frames/s (1,590 labelled,"
                        + " 10 rejected: 6 NOT_AVRO, 4 TOMBSTONE)");
        assertThat(report(16_000, true).sentence())
                .isEqualTo(
                        "Run tuesday of image-events: 1,600 frames, the last 16.00 s of it since the job was restored"
                                + " (1,590 labelled, 10 rejected: 6 NOT_AVRO, 4 TOMBSTONE)");
        assertThat(new RunReport("r", "a;b", 0, new TreeMap<>(), 0, 0, Duration.ofMillis(1_234), false).sentence())
                .isEqualTo("Run r of a;b: 0 frames in 1.23 s: 0.0 frames/s (0 labelled, 0 rejected)");
        assertThat(new RunReport("r", "a", 1, new TreeMap<>(), 2, 0, Duration.ZERO, false).sentence())
                .isEqualTo("Run r of a: 3 frames in 0.00 s (1 labelled, 0 rejected, 2 shed)");
        assertThat(new RunReport("r", "a", 1, new TreeMap<>(), 0, 1_500, Duration.ZERO, false).sentence())
                .isEqualTo("Run r of a: 1 frames in 0.00 s (1 labelled, 0 rejected); 1,500 more had an outcome before");
    }

    @Test
    void programsGetTheSame() {
        assertThat(report(16_000, false).json().toString())
                .isEqualTo("{\"runId\":\"tuesday\",\"input\":\"image-events\",\"read\":1600,\"labelled\":1590,"
                        + "\"rejected\":10,\"reasons\":{\"NOT_AVRO\":6,\"TOMBSTONE\":4},\"shed\":0,\"answeredBefore\":0,"
                        + "\"seconds\":16.0,\"framesPerSecond\":100.0,\"restored\":false}");
        // Of counts that began earlier, the rate is not known.
        assertThat(report(16_000, true).json().toString())
                .endsWith("\"seconds\":16.0,\"framesPerSecond\":null,\"restored\":true}");
    }
}
