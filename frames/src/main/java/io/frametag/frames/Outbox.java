package io.frametag.frames;

import io.frametag.schema.ImageEvent;
import java.util.List;

/** Where events go, in their order. */
interface Outbox extends AutoCloseable {
    /**
     * Sends one frame's events, one a stream. All or none.
     *
     * @param patient whether to wait for room; otherwise there must be some
     * @return whether they were taken: not if there is no room, or the user wants to stop
     */
    boolean send(List<ImageEvent> events, boolean patient);

    /** @return how many events are where they should be */
    long arrived();

    /** Waits until all that was taken is where it should be. */
    void flush();

    @Override
    void close();
}
