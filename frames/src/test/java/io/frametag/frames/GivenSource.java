package io.frametag.frames;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** Frames of given capture times, all of the same small grey picture; then the end, or a break. */
final class GivenSource implements FrameSource {
    private final Iterator<Instant> times;
    private final String breaks;
    private final Mat bgr;
    private boolean closed;

    private GivenSource(List<Instant> times, String breaks) {
        Natives.load();
        this.times = times.iterator();
        this.breaks = breaks;
        this.bgr = new Mat(18, 32, opencv_core.CV_8UC3);
    }

    static GivenSource of(List<Instant> times) {
        return new GivenSource(times, null);
    }

    static GivenSource breaking(List<Instant> times, String sentence) {
        return new GivenSource(times, sentence);
    }

    @Override
    public Optional<Picture> next() throws SourceException {
        if (times.hasNext()) {
            return Optional.of(new Picture(bgr, times.next()));
        }
        if (breaks != null) {
            throw new SourceException(breaks);
        }
        return Optional.empty();
    }

    boolean closed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        bgr.close();
    }
}
