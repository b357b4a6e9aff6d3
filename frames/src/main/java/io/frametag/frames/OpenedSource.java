package io.frametag.frames;

import java.time.Instant;
import java.util.Optional;

/**
 * A source that gives frames.
 *
 * @param live whether it goes on while nobody reads
 * @param start the first frame's capture time, of what has an end
 */
record OpenedSource(FrameSource source, boolean live, Optional<Instant> start) implements AutoCloseable {
    @Override
    public void close() {
        source.close();
    }
}
