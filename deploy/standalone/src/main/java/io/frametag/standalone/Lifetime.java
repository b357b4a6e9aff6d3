package io.frametag.standalone;

/** How long a process that this JVM starts may live. */
public enum Lifetime {
    /** Killed when this JVM ends, at the latest. */
    THIS_JVM,
    /**
     * Until it is stopped: it goes on when this JVM and the terminal are gone. Only a start that fails ends it.
     */
    UNTIL_STOPPED
}
