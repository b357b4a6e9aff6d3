package io.frametag.frames;

import java.time.Duration;
import java.time.Instant;

/** What can be played from its beginning, and again. */
interface Recording {
    /**
     * @param start the capture time of its first frame
     * @param round how often it was played before
     */
    FrameSource open(Instant start, long round) throws SourceException;

    /** @return how long it plays; zero if nobody knows */
    Duration duration() throws SourceException;
}
