package io.frametag.release;

/** A release that cannot be: its message is a sentence that says why. */
public final class RefusedReleaseException extends Exception {
    RefusedReleaseException(String message) {
        super(message);
    }
}
