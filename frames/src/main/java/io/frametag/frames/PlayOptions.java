package io.frametag.frames;

import io.frametag.frames.FrameOptions.Requirement;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Option;

/** The options of what has an end: how fast, how often, and when it was taken. */
final class PlayOptions {
    private static final double FASTEST = 1000;

    @Option(
            names = "--speed",
            paramLabel = "SPEED",
            description = "real-time, max (as fast as Kafka takes frames), or a multiple of real time such as 4 or 0.5."
                    + " Default: real-time. Not for live sources.")
    private String speed;

    @Option(names = "--loop", description = "Play again and again, until stopped. Capture times go on.")
    private boolean loop;

    @Option(
            names = "--start-time",
            paramLabel = "INSTANT",
            description =
                    "The first frame's capture time, such as 2026-11-24T10:00:00Z; each other frame's is that much later."
                            + " Default: now; faster than real time, so early that the last frame is taken now.")
    private Instant startTime;

    private double factor = 1;

    void check(Requirement require, boolean live) {
        require.that(
                startTime == null || !startTime.isBefore(Instant.EPOCH),
                "--start-time is " + startTime + ": Kafka's records cannot be of before 1970.");
        require.that(
                !live || (speed == null && !loop && startTime == null),
                "--speed, --loop and --start-time are for what has an end: a live source has its own time.");
        if (speed != null) {
            factor = parsed(speed);
            require.that(
                    (factor == 0 && speed.equals("max")) || (factor >= 0.01 && factor <= FASTEST),
                    "--speed must be real-time, max or a number of 0.01 to 1000, but is " + speed + ".");
            require.that(
                    !loop || startTime != null || (factor > 0 && factor <= 1),
                    "--loop faster than real time runs into the future: also give a --start-time that is long enough ago.");
        }
    }

    private static double parsed(String speed) {
        return switch (speed) {
            case "real-time" -> 1;
            case "max" -> 0;
            default -> {
                try {
                    yield Double.parseDouble(speed);
                } catch (NumberFormatException e) {
                    yield Double.NaN;
                }
            }
        };
    }

    /** @return a multiple of real time, 0 for no bound */
    double speed() {
        return factor;
    }

    boolean loop() {
        return loop;
    }

    /** @return whether the user says when it was taken */
    boolean dated() {
        return startTime != null;
    }

    /**
     * Played faster, frames that start now would come from the future.
     *
     * @param duration of the recording, zero if nobody knows
     */
    Instant start(Instant now, Duration duration) {
        if (startTime != null) {
            return startTime;
        }
        return factor == 0 || factor > 1 ? now.minus(duration) : now;
    }
}
