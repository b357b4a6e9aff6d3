package io.frametag.segment;

import java.util.List;

/**
 * What is known of a stream after a frame.
 *
 * @param lastMicros the frame's time
 * @param tracks the labels that may be, or become, segments
 */
public record StreamTracks(long lastMicros, List<LabelTrack> tracks) {
    /** @return whether the frame is older than what the stream has got to */
    public boolean isAfter(FrameScores frame) {
        return frame.atMicros() < lastMicros;
    }

    public int openSegments() {
        int open = 0;
        for (LabelTrack track : tracks) {
            open += track.isOpen() ? 1 : 0;
        }
        return open;
    }
}
