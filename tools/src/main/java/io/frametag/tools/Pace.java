package io.frametag.tools;

import java.time.Duration;

/**
 * When each frame of an even flow is due, counted from the first. A frame that is late does not push back those behind
 * it, so that the rate is held on average.
 *
 * @param framesPerSecond 0 for as fast as they are taken
 */
record Pace(double framesPerSecond) {
    Pace {
        if (!(framesPerSecond >= 0) || Double.isInfinite(framesPerSecond)) {
            throw new IllegalArgumentException("No rate: " + framesPerSecond);
        }
    }

    /**
     * @param frame how many frames went before this one
     * @param elapsed since the first frame
     * @return how long to wait before this frame; zero if it is late
     */
    Duration delay(long frame, Duration elapsed) {
        if (framesPerSecond == 0) {
            return Duration.ZERO;
        }
        Duration due = Duration.ofNanos((long) (frame / framesPerSecond * 1e9));
        return due.compareTo(elapsed) > 0 ? due.minus(elapsed) : Duration.ZERO;
    }
}
