package io.frametag.release;

import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;

/**
 * Asks for the newest release there is. Each task does so once, when it starts without state, before its first record, as Flink has
 * no way to read one input of an operator to its end before the other and still take checkpoints.
 */
@FunctionalInterface
public interface NewestRelease extends Serializable {
    /**
     * Reads to the present end. Waits for the answer; can be interrupted.
     *
     * @return empty if there is none
     * @throws IOException if nobody answers, or there is no such topic; with a sentence
     */
    Optional<ReleaseMessage> ask() throws IOException;
}
