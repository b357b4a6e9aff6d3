package io.frametag.frames;

import io.frametag.frames.FrameOptions.Requirement;
import io.frametag.frames.LiveVideo.CaptureClock;
import java.time.Duration;
import java.util.Random;
import picocli.CommandLine.Option;

/** The options of what has no end. */
final class LiveOptions {
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final long LONGEST_BOUND = Duration.ofDays(365).toSeconds();

    @Option(
            names = "--clock",
            paramLabel = "WHOSE",
            defaultValue = "arrival",
            description =
                    "Live: whose clock says when a frame was taken: arrival (this machine's, when it comes) or camera (as"
                            + " RTSP tells it; without that the distances between its frames).")
    private String clock;

    @Option(
            names = "--clock-bound",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description =
                    "Move capture times that are further than this ahead of the arrival, or live also behind it, to the"
                            + " bound; they are counted.")
    private long clockBound;

    @Option(
            names = "--reconnects",
            paramLabel = "N",
            defaultValue = "20",
            description =
                    "Live: give up after so many attempts in a row to connect again, which is some 6 minutes; 0 never.")
    private int reconnects;

    void check(Requirement require) {
        require.that(
                clock.equals("arrival") || clock.equals("camera"),
                "--clock must be arrival or camera, but is " + clock + ".");
        require.that(
                clockBound >= 0 && clockBound <= LONGEST_BOUND,
                "--clock-bound must be 0 to " + LONGEST_BOUND + " seconds, but is " + clockBound + ".");
        require.that(reconnects >= 0, "--reconnects must be 0 or more, but is " + reconnects + ".");
    }

    CaptureClock clock() {
        return clock.equals("camera") ? CaptureClock.CAMERA : CaptureClock.ARRIVAL;
    }

    Duration bound() {
        return Duration.ofSeconds(clockBound);
    }

    Reconnecting.Policy policy() {
        return new Reconnecting.Policy(new Backoff(FIRST_WAIT, LONGEST_WAIT, new Random()), reconnects);
    }
}
