package io.frametag.release;

import java.io.IOException;
import java.util.List;

/** Reads releases as they come, by one thread. */
public interface ReleaseReader extends AutoCloseable {
    /**
     * Waits for less than a second.
     *
     * @return what has come, oldest first; empty for nothing yet
     * @throws IOException if there will be no more, with a sentence; not for brokers that do not answer
     */
    List<ReleaseMessage> next() throws IOException;

    @Override
    void close();
}
