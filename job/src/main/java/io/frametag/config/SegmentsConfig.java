package io.frametag.config;

import io.frametag.segment.SegmentSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Segments: whether, where to and by which rules.
 *
 * @param gap a stream without a frame for longer than this, by its frames' times, has ended
 * @param idle for how long a partition or a stream may be silent by the wall clock before it is no longer waited for
 * @param updates how often an open segment is reported; empty for never
 */
public record SegmentsConfig(
        Emit emit,
        String topic,
        double on,
        double off,
        Duration smoothing,
        Duration minTime,
        Duration gap,
        Duration idle,
        Optional<Duration> updates,
        int mostLabels) {

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MOST_LABELS = 256;

    public SegmentsConfig {
        if (!(on > 0 && on <= 1)) {
            throw new ConfigException("--segment-on is " + on + ": it must be above 0 and at most 1.");
        }
        if (!(off > 0 && off < on)) {
            throw new ConfigException(
                    "--segment-off is " + off + ": it must be above 0 and below --segment-on, which is " + on + ".");
        }
        check("segment-smoothing", smoothing);
        check("segment-min-time", minTime);
        check("segment-gap", gap);
        check("segment-idle", idle);
        updates.ifPresent(interval -> check("segment-updates", interval));
        if (idle.compareTo(gap) < 0) {
            throw new ConfigException("--segment-idle is " + idle.toMillis() + " ms: it must be at least --segment-gap,"
                    + " which is " + gap.toMillis() + " ms.");
        }
        if (mostLabels < 1 || mostLabels > MOST_LABELS) {
            throw new ConfigException(
                    "--segment-labels is " + mostLabels + ": it must be from 1 to " + MOST_LABELS + ".");
        }
    }

    public SegmentSettings settings() {
        return new SegmentSettings(
                on,
                off,
                micros(smoothing),
                micros(minTime),
                micros(gap),
                updates.map(SegmentsConfig::micros).orElse(0L),
                mostLabels);
    }

    private static void check(String option, Duration duration) {
        if (duration.compareTo(LONGEST) > 0 || duration.compareTo(Duration.ofMillis(1)) < 0) {
            throw new ConfigException("--" + option + " is " + TimeUnit.MILLISECONDS.convert(duration)
                    + " ms: it must be from 1 ms to " + LONGEST.toDays() + " day.");
        }
    }

    private static long micros(Duration duration) {
        return TimeUnit.MILLISECONDS.toMicros(duration.toMillis());
    }
}
