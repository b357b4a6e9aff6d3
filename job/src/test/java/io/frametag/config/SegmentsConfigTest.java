package io.frametag.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.frametag.segment.SegmentSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentsConfigTest {
    private static JobConfig parse(String... args) {
        List<String> all = new ArrayList<>(List.of("--bootstrap-servers", "localhost:9092"));
        all.addAll(List.of(args));
        return JobConfig.parse(all.toArray(String[]::new), Map.of());
    }

    @Test
    void theDefaultsAreWhatTheyAre() {
        SegmentsConfig segments = parse().segments();
        assertThat(segments.emit()).isEqualTo(Emit.FRAMES);
        assertThat(segments.topic()).isEqualTo("image-segments");
        assertThat(segments.idle()).isEqualTo(Duration.ofSeconds(30));
        assertThat(segments.settings()).isEqualTo(new SegmentSettings(0.5, 0.3, 500_000, 500_000, 5_000_000, 0, 16));
    }

    @Test
    void whatIsGivenCounts() {
        SegmentsConfig segments = parse("--emit", "both", "--segment-on", "1", "--segment-updates", "2 s")
                .segments();
        assertThat(segments.emit().frames()).isTrue();
        assertThat(segments.emit().segments()).isTrue();
        assertThat(segments.settings().on()).isEqualTo(1);
        assertThat(segments.settings().updateMicros()).isEqualTo(2_000_000);
        assertThat(parse("--emit", "segments").segments().emit().frames()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            segment-on        | 0      | --segment-on is 0.0: it must be above 0 and at most 1.
            segment-on        | 1.01   | --segment-on is 1.01: it must be above 0 and at most 1.
            segment-on        | NaN    | --segment-on is NaN: it must be above 0 and at most 1.
            segment-off       | 0.5    | --segment-off is 0.5: it must be above 0 and below --segment-on, which is 0.5.
            segment-off       | 0      | --segment-off is 0.0: it must be above 0 and below --segment-on, which is 0.5.
            segment-smoothing | 0 ms   | --segment-smoothing is 0 ms: it must be from 1 ms to 1 day.
            segment-min-time  | 0 ms   | --segment-min-time is 0 ms: it must be from 1 ms to 1 day.
            segment-gap       | 25 h   | --segment-gap is 90000000 ms: it must be from 1 ms to 1 day.
            segment-gap       | 9223372036854775807 s | --segment-gap is 9223372036854775807 ms: it must be from 1 ms to 1 day.
            segment-updates   | 0 ms   | --segment-updates is 0 ms: it must be from 1 ms to 1 day.
            segment-idle      | 4 s    | --segment-idle is 4000 ms: it must be at least --segment-gap, which is 5000 ms.
            segment-labels    | 0      | --segment-labels is 0: it must be from 1 to 256.
            """)
    void aValueOutOfRangeIsSaid(String option, String value, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> parse("--" + option, value))
                .withMessage(message);
    }

    @Test
    void theSegmentsTopicIsOneOfItsOwnWhereItIsUsed() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> parse("--emit", "both", "--segments-topic", "image-labels"))
                .withMessage(
                        "--segments-topic and --labels-topic are both 'image-labels': they must be different topics.");
        assertThat(parse("--segments-topic", "image-labels").segments().topic()).isEqualTo("image-labels");
    }
}
