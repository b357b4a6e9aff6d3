package io.frametag.frames.quality;

/**
 * A segment as the job has closed it.
 *
 * @param mean of its frames' scores for its label, 0 to 1
 */
public record FoundSegment(LabelSpan span, double mean) {}
