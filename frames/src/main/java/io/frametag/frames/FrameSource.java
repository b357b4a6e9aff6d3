package io.frametag.frames;

import java.util.Optional;

/** Frames one behind the other, in the order of their capture. Not thread-safe. */
interface FrameSource extends AutoCloseable {
    /**
     * @return the next frame, valid until the next call or {@link #close}; none at the end. A live source has no end
     * @throws SourceException if there is none though there should be: a stream that breaks off, a file that is no image
     */
    Optional<Picture> next() throws SourceException;

    /** @return how many frames there are about, or 0 if nobody knows */
    default long length() {
        return 0;
    }

    /** Frees what is native. A second call does nothing. */
    @Override
    void close();
}
