package io.frametag.segment;

import io.frametag.model.ModelId;

/**
 * One frame of a stream, by the record that it came in.
 *
 * @param sequence the frame's position in its stream, as the producer counts
 * @param model that labelled it; null for the only one that its job has
 */
public record FrameReference(String topic, int partition, long offset, long sequence, ModelId model) {
    /** Of a job with one model. */
    public FrameReference(String topic, int partition, long offset, long sequence) {
        this(topic, partition, offset, sequence, null);
    }
}
