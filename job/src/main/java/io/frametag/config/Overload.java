package io.frametag.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.util.TimeUtils;

/**
 * What becomes of frames when more come than can be labelled: all are kept and wait, or those that waited too long are shed.
 *
 * @param deadlineMillis a frame that is older when the job takes it up is shed; {@link Long#MAX_VALUE}: none is
 */
public record Overload(long deadlineMillis) implements Serializable {
    public static final Overload KEEP_ALL = new Overload(Long.MAX_VALUE);

    private static final String KEEP_ALL_TEXT = "keep-all";
    private static final String DEADLINE = "deadline=";
    private static final long LONGEST_MILLIS = TimeUnit.HOURS.toMillis(1);
    /** As a task that is behind holds labels back for no more than this part of what it is behind. */
    private static final int SHARE_HELD = 20;

    /**
     * @param text {@code keep-all}, or {@code deadline=} and a duration as other options take it, without unit milliseconds
     * @throws ConfigException if it is neither
     */
    static Overload parse(String text) {
        String value = text.trim();
        if (value.equalsIgnoreCase(KEEP_ALL_TEXT)) {
            return KEEP_ALL;
        }
        if (!value.startsWith(DEADLINE)) {
            throw wrong(
                    text,
                    "it must be " + KEEP_ALL_TEXT + ", or " + DEADLINE + " and a duration, such as deadline=200ms");
        }
        Duration deadline = duration(text, value.substring(DEADLINE.length()));
        if (deadline.compareTo(Duration.ofMillis(1)) < 0 || deadline.compareTo(Duration.ofMillis(LONGEST_MILLIS)) > 0) {
            throw wrong(text, "the deadline must be from 1 ms to 1 h");
        }
        return new Overload(deadline.toMillis());
    }

    private static Duration duration(String text, String duration) {
        try {
            return TimeUtils.parseDuration(duration);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw wrong(text, "what stands behind " + DEADLINE + " must be a duration from 1 ms to 1 h, such as 200ms");
        }
    }

    private static ConfigException wrong(String text, String rule) {
        return new ConfigException("--overload is '" + text + "': " + rule + ".");
    }

    /** @return whether any frame may be shed at all */
    public boolean sheds() {
        return !equals(KEEP_ALL);
    }

    /** @return {@link Long#MAX_VALUE} if none is shed */
    public long deadlineMicros() {
        return TimeUnit.MILLISECONDS.toMicros(deadlineMillis);
    }

    /** @return the hold, but no more than a twentieth of the deadline: what is held back is as late as what waits */
    Duration bound(Duration hold) {
        Duration most = Duration.ofMillis(deadlineMillis / SHARE_HELD);
        return hold.compareTo(most) > 0 ? most : hold;
    }
}
