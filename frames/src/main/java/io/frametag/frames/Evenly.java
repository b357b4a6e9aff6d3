package io.frametag.frames;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Times of frames that are equally far from each other. */
final class Evenly {
    private Evenly() {}

    /** @return when so many frames have passed, to the microsecond, without adding up what is rounded */
    static Duration after(long frames, double fps) {
        return Duration.of(Math.round(frames / fps * 1e6), ChronoUnit.MICROS);
    }
}
