package io.frametag.tools.replay;

/** A record of the dead letter topic does not say which input it was; the message is a sentence for people. */
final class UnreadableDeadLetterException extends Exception {
    UnreadableDeadLetterException(String message) {
        super(message);
    }
}
