package io.frametag.fetch;

import io.frametag.pipeline.RejectReason;
import java.time.Duration;

/** Why there is no image. Its message is a clause in lower case without a full stop, and has nothing in it that the URI keeps secret. */
final class FetchFailure extends Exception {
    private final RejectReason reason;
    private final boolean passing;
    private final Duration wait;

    private FetchFailure(RejectReason reason, boolean passing, Duration wait, String message) {
        super(message, null, false, false);
        this.reason = reason;
        this.passing = passing;
        this.wait = wait;
    }

    /** It may not be fetched. */
    static FetchFailure refused(String message) {
        return new FetchFailure(RejectReason.FETCH_REFUSED, false, Duration.ZERO, message);
    }

    static FetchFailure tooLarge(int mostBytes) {
        return new FetchFailure(
                RejectReason.TOO_MANY_BYTES,
                false,
                Duration.ZERO,
                "the image has more than the " + mostBytes + " bytes allowed");
    }

    /** Another attempt would end likewise. */
    static FetchFailure lasting(String message) {
        return new FetchFailure(RejectReason.FETCH_FAILED, false, Duration.ZERO, message);
    }

    /** Another attempt may succeed. */
    static FetchFailure passing(String message) {
        return passing(message, Duration.ZERO);
    }

    /** @param wait what the server asks for before another attempt; zero for nothing */
    static FetchFailure passing(String message, Duration wait) {
        return new FetchFailure(RejectReason.FETCH_FAILED, true, wait, message);
    }

    RejectReason reason() {
        return reason;
    }

    boolean isPassing() {
        return passing;
    }

    Duration askedWait() {
        return wait;
    }
}
