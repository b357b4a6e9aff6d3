package io.frametag.hostile.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.faults.Build;
import io.frametag.faults.Project;
import io.frametag.standalone.FlinkHome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The soak's short form: too short to say whether anything grows, and long enough to see that it would be seen. */
@Timeout(300)
class SoakIT {
    private static final int EVENTS = 6_000;

    @Test
    void everyEventIsAnsweredAndEverySampleIsWhole() throws Exception {
        Path project = Project.folder();
        Path folder = Path.of("target/it-runs").resolve(Long.toString(System.nanoTime()));

        SoakResult result = new SoakRun(project, EVENTS, Trend.LEAST_SAMPLES, 1, System.out::println)
                .run(folder, Build.of(FlinkHome.jobJar(project)));

        System.out.println(SoakReport.verdict(result));
        assertThat(result.troubles()).isEmpty();
        assertThat(result.events()).isEqualTo(EVENTS);
        assertThat(result.labelled() + result.rejected()).isEqualTo(EVENTS);
        assertThat(result.rejected()).isPositive();
        assertThat(result.samples()).hasSize(Trend.LEAST_SAMPLES).allSatisfy(sample -> {
            assertThat(sample.liveHeapBytes()).isBetween(10L << 20, 1L << 30);
            assertThat(sample.residentBytes()).isGreaterThan(sample.liveHeapBytes());
            assertThat(sample.nativeHandles()).isPositive();
            assertThat(sample.openFiles()).isPositive();
            assertThat(sample.threads()).isPositive();
        });
        assertThat(Trend.of(Quantity.NATIVE_HANDLES, result.samples()).flat()).isTrue();
        assertThat(result.peakBytes()).isPositive();
    }
}
