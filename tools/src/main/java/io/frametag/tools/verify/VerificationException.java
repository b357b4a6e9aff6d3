package io.frametag.tools.verify;

/** The verification could not be carried out, so nothing is known; the message is a sentence for people. */
public class VerificationException extends Exception {
    VerificationException(String message) {
        super(message);
    }

    VerificationException(String message, Throwable cause) {
        super(message, cause);
    }
}
