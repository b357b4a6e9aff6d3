package io.frametag.segment;

import java.io.Serializable;

/**
 * When a label's segment begins and ends.
 *
 * @param on the smoothed score that begins one, 0 to 1
 * @param off a lower one, below which it ends: between the two, whatever is goes on
 * @param smoothingMicros time constant of the smoothing
 * @param minTimeMicros for how long the score must stay above {@code on} before the segment is open; positive
 * @param gapMicros a stream without a frame for longer than this has ended
 * @param updateMicros how often an open segment is reported; 0 for never
 * @param mostLabels that are tracked at a time in one stream
 */
public record SegmentSettings(
        double on,
        double off,
        long smoothingMicros,
        long minTimeMicros,
        long gapMicros,
        long updateMicros,
        int mostLabels)
        implements Serializable {}
