package io.frametag.segment;

/**
 * A time in which a label's smoothed score holds: a segment once it is open, and until then perhaps only a flicker.
 *
 * @param open whether it has lasted for long enough
 * @param scoreSum of the frames' own scores
 * @param best the first frame that had the peak
 * @param saidAtMicros the frame at which it was last reported
 */
public record Stretch(
        boolean open,
        long startMicros,
        long endMicros,
        long frames,
        double scoreSum,
        float peak,
        FrameReference best,
        long saidAtMicros) {

    static Stretch beginningAt(FrameScores frame, float score) {
        return new Stretch(false, frame.atMicros(), frame.atMicros(), 1, score, score, frame.frame(), frame.atMicros());
    }

    Stretch with(FrameScores frame, float score) {
        boolean better = score > peak;
        return new Stretch(
                open,
                startMicros,
                frame.atMicros(),
                frames + 1,
                scoreSum + score,
                better ? score : peak,
                better ? frame.frame() : best,
                saidAtMicros);
    }

    /** @return the same, open, and reported at its last frame */
    Stretch said() {
        return new Stretch(true, startMicros, endMicros, frames, scoreSum, peak, best, endMicros);
    }
}
