package io.frametag.pipeline;

import io.frametag.model.Label;
import io.frametag.model.ModelId;
import java.util.List;

/** What became of one input record. Each record has exactly one outcome in one run of the job. */
public sealed interface Outcome extends InFlight permits Outcome.Labelled, Outcome.Rejected, Outcome.Shed {
    Origin origin();

    /**
     * The model's answer.
     *
     * @param labels the best labels, best first
     * @param model that gave them
     * @param decodeMicros monotonic, as are the other two
     */
    record Labelled(
            Origin origin,
            FrameInfo frame,
            List<Label> labels,
            ModelId model,
            long decodeMicros,
            long preprocessMicros,
            long inferenceMicros)
            implements Outcome {}

    /**
     * A dead letter: the input as it was, and why.
     *
     * @param stage the operator that rejected it
     * @param exceptionClass the class of whatever said so, for tools that expect one
     * @param message a sentence for people
     */
    record Rejected(RawRecord input, RejectReason reason, Stage stage, String exceptionClass, String message)
            implements Outcome {
        @Override
        public Origin origin() {
            return input.origin();
        }
    }

    /**
     * Older than the deadline when the job took it up. Its value was not looked at and is not kept.
     *
     * @param shedAtMicros wall clock, microseconds since the epoch
     * @param deadlineMillis what it was older than
     */
    record Shed(Origin origin, long shedAtMicros, long deadlineMillis) implements Outcome {}
}
