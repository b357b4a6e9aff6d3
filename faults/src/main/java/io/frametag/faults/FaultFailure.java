package io.frametag.faults;

/** A run has no result; the message says why, and where to look. */
public final class FaultFailure extends RuntimeException {
    public FaultFailure(String message) {
        super(message);
    }

    public FaultFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
