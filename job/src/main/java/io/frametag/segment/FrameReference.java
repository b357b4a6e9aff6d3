package io.frametag.segment;

import io.frametag.model.ModelId;

/**
 * One frame of a stream.
 *
 * @param topic with partition and offset, the record that the frame came in
 * @param sequence position within the stream, as its producer counts
 * @param model that labelled it; null for the only one that its job has
 */
public record FrameReference(String topic, int partition, long offset, long sequence, ModelId model) {
    /** Of a job with one model. */
    public FrameReference(String topic, int partition, long offset, long sequence) {
        this(topic, partition, offset, sequence, null);
    }
}
