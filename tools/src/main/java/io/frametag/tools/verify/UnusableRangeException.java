package io.frametag.tools.verify;

/** The range that was asked for is not in the topic. */
public final class UnusableRangeException extends VerificationException {
    UnusableRangeException(String message) {
        super(message);
    }
}
