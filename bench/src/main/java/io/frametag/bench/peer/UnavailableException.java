package io.frametag.bench.peer;

/** A peer cannot run on this machine; the message says why, in a sentence. The others can still be measured. */
public final class UnavailableException extends Exception {
    public UnavailableException(String message) {
        super(message);
    }

    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
