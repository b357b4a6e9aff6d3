package io.frametag.hostile.campaign;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The labelled image that took longest from its bytes to the model's input, by the label's own account (decode and
 * preprocess); a rejected one has no such account.
 *
 * @param image in words
 */
public record SlowestImage(String image, Duration time) {
    /** An image within the limits takes far less, whatever is in it; what takes longer holds up those behind it. */
    public static final Duration BOUND = Duration.ofSeconds(3);

    /** @return a sentence if it took longer than it may; empty if all is well */
    List<String> troubles() {
        return time.compareTo(BOUND) <= 0
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "An image took %,d ms to decode and resize, and may take %,d: %s.",
                        time.toMillis(),
                        BOUND.toMillis(),
                        image));
    }
}
