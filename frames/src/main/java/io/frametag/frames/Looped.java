package io.frametag.frames;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A recording again and again: each round's first frame follows the last one's last as its neighbours do. */
final class Looped implements FrameSource {
    /** Where a round has one frame only. */
    private static final Duration USUAL_GAP = Duration.ofMillis(40);

    private final Recording recording;
    private FrameSource round;
    private long rounds;
    private long inRound;
    private Instant last;
    private Duration gap = USUAL_GAP;

    Looped(Recording recording, Instant start) throws SourceException {
        this.recording = recording;
        this.round = recording.open(start, 0);
        this.last = start;
    }

    @Override
    public Optional<Picture> next() throws SourceException {
        Optional<Picture> next = round.next();
        if (next.isEmpty() && inRound > 0) {
            round.close();
            round = recording.open(last.plus(gap), ++rounds);
            inRound = 0;
            next = round.next();
        }
        next.ifPresent(picture -> {
            if (inRound++ > 0) {
                gap = Duration.between(last, picture.captured());
            }
            last = picture.captured();
        });
        return next;
    }

    @Override
    public void close() {
        round.close();
    }
}
