package io.frametag.tools.verify;

/** A record of an output topic does not say which input it answers; the message is a sentence for people. */
final class UnreadableOutcomeException extends Exception {
    UnreadableOutcomeException(String message) {
        super(message);
    }

    UnreadableOutcomeException(String message, Throwable cause) {
        super(message, cause);
    }
}
