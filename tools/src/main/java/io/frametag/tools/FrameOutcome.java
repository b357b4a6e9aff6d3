package io.frametag.tools;

import io.frametag.schema.ImageLabels;

/** What became of one frame. */
public sealed interface FrameOutcome {
    /** @return the frame's event id, or its coordinates when the event cannot be read */
    String frame();

    /** The model's labels. */
    record Labelled(ImageLabels labels) implements FrameOutcome {
        @Override
        public String frame() {
            return labels.getEventId();
        }
    }

    /**
     * A dead letter.
     *
     * @param reason one of the job's reasons for a rejection
     * @param message a sentence for people
     */
    record Rejected(String frame, String reason, String message) implements FrameOutcome {}
}
