package io.frametag.segment;

/**
 * One frame of a stream.
 *
 * @param topic with partition and offset, the record that the frame came in
 * @param sequence position within the stream, as its producer counts
 */
public record FrameReference(String topic, int partition, long offset, long sequence) {}
