package io.frametag.tools.kafka;

/** Kafka's topics could not be read or written, so a question stays open; the message is a sentence for people. */
public class TopicsException extends Exception {
    public TopicsException(String message) {
        super(message);
    }

    public TopicsException(String message, Throwable cause) {
        super(message, cause);
    }
}
