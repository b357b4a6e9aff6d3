package io.frametag.tools.outcome;

import io.frametag.schema.ImageLabels;
import io.frametag.schema.InputCoordinates;
import io.frametag.schema.Segment;
import io.frametag.schema.ShedFrame;

/** Is told what a job writes, in the order in which it is read. */
public interface OutcomeListener {
    void labelled(ImageLabels labels);

    /**
     * A dead letter.
     *
     * @param stream null if it cannot be told
     * @param input where the rejected event is; null if it cannot be told
     * @param reason one of the job's
     */
    void rejected(String stream, InputCoordinates input, String reason);

    void shed(ShedFrame frame);

    /** A segment has begun, goes on, or is over. */
    void segment(Segment segment);

    /**
     * A record that is not what its topic is for.
     *
     * @param sentence says which and why
     */
    void unreadable(String topic, String sentence);
}
