package io.frametag.frames;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Corrects capture times that cannot be: one camera whose clock is a year ahead would push the watermark past the frames of
 * all others. Such a frame counts as taken when it arrived, plus the bound. Says so once. Not thread-safe.
 */
final class CaptureBound {
    private final Duration bound;
    private final boolean live;
    private final Tally tally;
    private final Consumer<String> say;
    private boolean said;

    /**
     * @param live whether a time long ago is wrong too: a recording may be old
     */
    CaptureBound(Duration bound, boolean live, Tally tally, Consumer<String> say) {
        this.bound = bound;
        this.live = live;
        this.tally = tally;
        this.say = say;
    }

    /** @return the capture time, or what it may be at most (or at least) */
    Instant apply(String stream, Instant captured, Instant arrival) {
        if (captured.isAfter(arrival.plus(bound))) {
            return corrected(stream, captured, arrival, arrival.plus(bound));
        }
        if (live && captured.isBefore(arrival.minus(bound))) {
            return corrected(stream, captured, arrival, arrival.minus(bound));
        }
        return captured;
    }

    private Instant corrected(String stream, Instant captured, Instant arrival, Instant to) {
        tally.corrected();
        if (!said) {
            said = true;
            say.accept(String.format(
                    Locale.ROOT,
                    "Stream %s: a frame says it was taken at %s, but arrived at %s. Such times are moved to within %d s of the"
                            + " arrival (--clock-bound).",
                    stream,
                    captured,
                    arrival,
                    bound.toSeconds()));
        }
        return to;
    }
}
