package io.frametag.standalone;

/** A cluster or a process of it does not do what was asked; the message says which, what, and where its log is. */
public final class ClusterException extends RuntimeException {
    public ClusterException(String message) {
        super(message);
    }

    public ClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
