package io.frametag.tools.replay;

/** A dead letter's record cannot be had as it was; the message is a sentence for people. */
final class NotReplayableException extends Exception {
    NotReplayableException(String message) {
        super(message);
    }
}
