package io.frametag.tools.verify;

import io.frametag.tools.kafka.TopicsException;

/** The verification could not be carried out, so nothing is known; the message is a sentence for people. */
public class VerificationException extends TopicsException {
    VerificationException(String message) {
        super(message);
    }
}
