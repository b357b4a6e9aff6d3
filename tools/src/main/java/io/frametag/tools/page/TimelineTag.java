package io.frametag.tools.page;

/**
 * A label that a stream has held for a while.
 *
 * @param startMicros of the capture times, since the epoch: with stream and label it names the tag
 * @param endMicros of the last frame so far, if it is open
 * @param open whether it may go on
 */
record TimelineTag(String stream, String label, long startMicros, long endMicros, boolean open, float peakScore) {}
