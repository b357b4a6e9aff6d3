package io.frametag.segment;

import io.frametag.model.Label;
import io.frametag.segment.Segment.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes segments of a stream's frames.
 *
 * <p>A label's score is smoothed by time, not by frame, so that the result does not hang on the frame rate: with {@code x}
 * the frame's score and {@code dt} the time since the frame before it, {@code s = e^(-dt/T) s + (1 - e^(-dt/T)) x}, and {@code s
 * = x} at a stream's first frame. That is EMA_next of A. Eckner, "Algorithms for Unevenly Spaced Time Series: Moving Averages
 * and Other Rolling Operators" (2012).
 *
 * <p>Keeps nothing of a stream itself: one serves them all.
 */
public final class Segmenter {
    /** Below it a label's past makes no difference any more. */
    private static final double FORGOTTEN = 0.001;

    /** Whoever is open stays; of the others the highest. */
    private static final Comparator<LabelTrack> BY_CLAIM = Comparator.comparing(LabelTrack::isOpen)
            .thenComparing(track -> track.stretch() != null)
            .thenComparing(LabelTrack::smoothed)
            .reversed();

    private final SegmentSettings settings;

    public Segmenter(SegmentSettings settings) {
        this.settings = settings;
    }

    /**
     * Takes a stream's next frame. After a gap, what went before has ended and the frame is a new stream's first.
     *
     * @param known of the stream, or null at its first frame; not {@linkplain StreamTracks#isAfter after} the frame
     * @param changes gets what has begun, gone on or ended
     */
    public StreamTracks next(StreamTracks known, FrameScores frame, Consumer<Segment> changes) {
        StreamTracks before = known;
        if (before != null && frame.atMicros() - before.lastMicros() > settings.gapMicros()) {
            end(frame.streamId(), before, changes);
            before = null;
        }
        double kept = before == null
                ? 0
                : Math.exp(-(double) (frame.atMicros() - before.lastMicros()) / settings.smoothingMicros());
        List<LabelTrack> tracks = new ArrayList<>();
        for (LabelTrack track : before == null ? List.<LabelTrack>of() : before.tracks()) {
            float score = frame.scoreOf(track.index(), track.name());
            add(tracks, step(track, kept * track.smoothed() + (1 - kept) * score, score, frame, changes));
        }
        for (Label label : frame.labels()) {
            if (before == null || !isTracked(before, label)) {
                LabelTrack unseen = new LabelTrack(label.index(), label.name(), 0, null);
                add(tracks, step(unseen, (1 - kept) * label.score(), label.score(), frame, changes));
            }
        }
        if (tracks.size() > settings.mostLabels()) {
            tracks.sort(BY_CLAIM);
            tracks.subList(settings.mostLabels(), tracks.size()).clear();
        }
        return new StreamTracks(frame.atMicros(), tracks);
    }

    /** Closes what is open: no other frame of the stream comes. */
    public void end(String streamId, StreamTracks known, Consumer<Segment> changes) {
        for (LabelTrack track : known.tracks()) {
            if (track.isOpen()) {
                changes.accept(track.segment(streamId, State.CLOSED));
            }
        }
    }

    private LabelTrack step(
            LabelTrack track, double smoothed, float score, FrameScores frame, Consumer<Segment> changes) {
        Stretch stretch = track.stretch();
        if (smoothed < (track.isOpen() ? settings.off() : settings.on())) {
            if (track.isOpen()) {
                changes.accept(track.segment(frame.streamId(), State.CLOSED));
            }
            return new LabelTrack(track.index(), track.name(), smoothed, null);
        }
        Stretch longer = stretch == null ? Stretch.beginningAt(frame, score) : stretch.with(frame, score);
        State due = due(longer);
        LabelTrack next = new LabelTrack(track.index(), track.name(), smoothed, due == null ? longer : longer.said());
        if (due != null) {
            changes.accept(next.segment(frame.streamId(), due));
        }
        return next;
    }

    /** @return what is to be said of the stretch at its last frame, or null for nothing */
    private State due(Stretch stretch) {
        if (!stretch.open()) {
            return stretch.endMicros() - stretch.startMicros() >= settings.minTimeMicros() ? State.OPEN : null;
        }
        boolean updates = settings.updateMicros() > 0;
        return updates && stretch.endMicros() - stretch.saidAtMicros() >= settings.updateMicros() ? State.UPDATE : null;
    }

    private static void add(List<LabelTrack> tracks, LabelTrack track) {
        if (track.stretch() != null || track.smoothed() >= FORGOTTEN) {
            tracks.add(track);
        }
    }

    private static boolean isTracked(StreamTracks known, Label label) {
        return known.tracks().stream()
                .anyMatch(
                        track -> track.index() == label.index() && track.name().equals(label.name()));
    }
}
