package io.frametag.release;

import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;

/**
 * The releases' topic, which each task reads by itself. A second input would do that, too, but Flink triggers no checkpoint of a task
 * that has one source in its chain and another behind the network.
 */
public interface ReleaseFeed extends Serializable {
    /**
     * Reads to the present end. Waits for the answer; can be interrupted.
     *
     * @return empty if there is none
     * @throws IOException if nobody answers, or there is no such topic; with a sentence
     */
    Optional<ReleaseMessage> newest() throws IOException;

    /**
     * Reads on and on. Does not wait for an answer.
     *
     * @param offset of the first; where the topic does not reach so far, as when it was deleted and made anew, its beginning
     * @return the caller's to close
     * @throws IOException if it cannot be read; with a sentence
     */
    ReleaseReader follow(long offset) throws IOException;
}
