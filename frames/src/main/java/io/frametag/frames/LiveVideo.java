package io.frametag.frames;

import io.frametag.schema.EpochMicros;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;

/** A stream or a device without an end: where it ends, it broke off. */
final class LiveVideo implements FrameSource {
    /** Whose clock says when a frame was taken. */
    enum CaptureClock {
        /** This machine's, when the frame arrives. */
        ARRIVAL,
        /** The camera's, as RTSP tells it; without that, its frames' own distances from the first one's arrival. */
        CAMERA
    }

    private final Video video;
    private final String name;
    private final CaptureClock whose;
    private final Clock clock;
    private Instant firstArrival;

    LiveVideo(Video video, String name, CaptureClock whose, Clock clock) {
        this.video = video;
        this.name = name;
        this.whose = whose;
        this.clock = clock;
    }

    @Override
    public Optional<Picture> next() throws SourceException {
        Mat bgr = video.next().orElseThrow(() -> new SourceException("The stream " + name + " has ended."));
        return Optional.of(new Picture(bgr, captured(clock.instant().truncatedTo(ChronoUnit.MICROS))));
    }

    private Instant captured(Instant arrival) {
        if (whose == CaptureClock.ARRIVAL) {
            return arrival;
        }
        if (firstArrival == null) {
            firstArrival = arrival.minus(video.micros(), ChronoUnit.MICROS);
        }
        Instant byDistance = firstArrival.plus(video.micros(), ChronoUnit.MICROS);
        return video.cameraMicros().isPresent()
                ? EpochMicros.toInstant(video.cameraMicros().getAsLong())
                : byDistance;
    }

    @Override
    public void close() {
        video.close();
    }
}
