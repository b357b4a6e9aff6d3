package io.frametag.segment;

import io.frametag.model.Label;
import java.util.List;

/**
 * What of a labelled frame segments are made of: some hundred bytes, no pixels.
 *
 * @param atMicros the frame's event time, microseconds since the epoch; from 0 to {@link #LATEST_MICROS}
 * @param labels the best labels, best first; whatever is not among them counts as 0
 */
public record FrameScores(String streamId, long atMicros, FrameReference frame, List<Label> labels) {
    /** Far enough from the ends of a long that differences and time-outs never pass them. */
    public static final long LATEST_MICROS = 1L << 62;

    /** @return the score of a label; 0 if it is not among the best */
    float scoreOf(int index, String name) {
        for (Label label : labels) {
            if (label.index() == index && label.name().equals(name)) {
                return label.score();
            }
        }
        return 0;
    }
}
