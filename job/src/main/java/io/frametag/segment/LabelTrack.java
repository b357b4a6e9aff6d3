package io.frametag.segment;

/**
 * One label of one stream.
 *
 * @param smoothed 0 to 1
 * @param stretch null while the score has not reached the on-threshold
 */
public record LabelTrack(int index, String name, double smoothed, Stretch stretch) {
    boolean isOpen() {
        return stretch != null && stretch.open();
    }

    Segment segment(String streamId, Segment.State state) {
        return new Segment(
                streamId,
                index,
                name,
                state,
                stretch.startMicros(),
                stretch.endMicros(),
                (float) (stretch.scoreSum() / stretch.frames()),
                stretch.peak(),
                stretch.frames(),
                stretch.best());
    }
}
