package io.frametag.frames;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;

/** A video with an end: a frame's capture time is the start's plus its presentation time. */
final class RecordedVideo implements FrameSource {
    private final Video video;
    private final Instant start;

    private RecordedVideo(Video video, Instant start) {
        this.video = video;
        this.start = start;
    }

    static Recording at(SourceAddress address) {
        return new Recording() {
            @Override
            public FrameSource open(Instant start, long round) throws SourceException {
                return new RecordedVideo(Video.open(address), start);
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
        return next.map(bgr -> new Picture(bgr, start.plus(video.micros(), ChronoUnit.MICROS)));
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
