package io.frametag.frames;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.bytedeco.opencv.opencv_core.Mat;

/** A video with an end: a frame's capture time is the start's plus its presentation time. */
final class RecordedVideo implements FrameSource {
    private static final double PATIENCE_SECONDS = 1.5;

    private final Video video;
    private final Instant start;
    private final String name;
    private final Consumer<String> say;

    private RecordedVideo(Video video, Instant start, String name, Consumer<String> say) {
        this.video = video;
        this.start = start;
        this.name = name;
        this.say = say;
    }

    /** @param say told, at the end, that it came too early */
    static Recording at(SourceAddress address, Consumer<String> say) {
        return new Recording() {
            @Override
            public FrameSource open(Instant start, long round) throws SourceException {
                return new RecordedVideo(Video.open(address), start, address.shown(), say);
            }

            @Override
            public Duration duration() throws SourceException {
                try (Video video = Video.open(address)) {
                    return video.duration();
                }
            }
        };
    }

    @Override
    public Optional<Picture> next() throws SourceException {
        Optional<Mat> next = video.next();
        if (next.isEmpty()) {
            requireEnd();
        }
        return next.map(bgr -> new Picture(bgr, start.plus(video.micros(), ChronoUnit.MICROS)));
    }

    /** FFmpeg takes a file that is cut short, or a download that breaks off, for one that ends there. */
    private void requireEnd() {
        double missing = video.duration().toNanos() / 1e9 - video.micros() / 1e6;
        if (missing > PATIENCE_SECONDS) {
            say.accept(String.format(
                    Locale.ROOT,
                    "%s ended %.1f s before the end that it names: it is cut short, or its sound is longer.",
                    name,
                    missing));
        }
    }

    @Override
    public long length() {
        return video.frames();
    }

    @Override
    public void close() {
        video.close();
    }
}
