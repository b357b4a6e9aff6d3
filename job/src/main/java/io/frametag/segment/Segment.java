package io.frametag.segment;

/**
 * A stretch of time in which a stream shows a label, as it is known at some frame.
 *
 * @param startMicros microseconds since the epoch: the first frame whose smoothed score was at least the on-threshold
 * @param endMicros the last frame, so far, whose smoothed score was at least the off-threshold
 * @param mean of the frames' own scores from start to end
 * @param peak the greatest of them
 * @param best the first frame that had it
 */
public record Segment(
        String streamId,
        int labelIndex,
        String label,
        State state,
        long startMicros,
        long endMicros,
        float mean,
        float peak,
        long frames,
        FrameReference best) {

    /** What is said of a segment: each is opened once and closed once. */
    public enum State {
        OPEN,
        UPDATE,
        CLOSED
    }

    /** The same for all that is said of one segment, and for no other; the stream's id, which may have slashes, is first. */
    public String id() {
        return streamId + "/" + labelIndex + "/" + startMicros;
    }
}
