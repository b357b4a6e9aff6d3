package io.frametag.frames;

import io.frametag.frames.FrameOptions.Requirement;
import io.frametag.tools.FrameFolder;
import io.frametag.tools.SampleFrames;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Opens a source, of whatever kind.
 *
 * @param require for what is known only once it is open
 * @param err is told of what befalls the source
 */
record SourceOpening(
        SourceAddress address, SourceOptions options, Requirement require, Tally tally, Clock clock, PrintWriter err) {
    private static final double USUAL_FPS = 25;

    /**
     * Opens it, with capture times from now on.
     *
     * @param stop ends the waits of a live source that is away
     * @throws SourceException if there are no frames
     */
    OpenedSource open(Stop stop) throws SourceException {
        return switch (address.kind()) {
            case FILE -> recorded(video());
            case FOLDER, SLIDESHOW -> recorded(images());
            case CAMERA, RTSP, HTTP -> {
                Video video = Video.open(address);
                try {
                    if (isLive(video)) {
                        yield live(video, stop);
                    }
                } catch (RuntimeException e) {
                    video.close();
                    throw e;
                }
                video.close();
                yield recorded(video());
            }
        };
    }

    /**
     * Looks whether it can be played, and lets go of it.
     *
     * @throws SourceException unless it gives a frame
     */
    void requireFrame() throws SourceException {
        if (!givesFrame()) {
            throw new SourceException("There is no frame in " + address.shown() + " that can be decoded.");
        }
    }

    private boolean givesFrame() throws SourceException {
        if (address.kind() == SourceAddress.Kind.FOLDER || address.kind() == SourceAddress.Kind.SLIDESHOW) {
            try (FrameSource images = images().open(Instant.EPOCH, 0)) {
                return images.next().isPresent();
            }
        }
        try (Video video = Video.open(address)) {
            var unused = address.kind() != SourceAddress.Kind.FILE && isLive(video);
            Optional<Mat> first = video.next();
            return first.isPresent();
        }
    }

    /** Of HTTP it is known only now; what has its own time then takes no other. */
    private boolean isLive(Video video) {
        boolean live = address.isLive() || video.duration().isZero();
        options.play().check(require, live);
        return live;
    }

    private Recording video() {
        return RecordedVideo.at(address, line -> {
            err.println(line);
            err.flush();
        });
    }

    private Recording images() {
        double fps = options.frames().fps() == 0 ? USUAL_FPS : options.frames().fps();
        Path folder = address.location().isEmpty() ? SampleFrames.folder() : Path.of(address.location());
        var images = FrameFolder.of(folder).frames();
        return address.kind() == SourceAddress.Kind.FOLDER
                ? Folder.of(images, fps)
                : options.slideshow().slideshow(images, fps);
    }

    private OpenedSource recorded(Recording recording) throws SourceException {
        Instant start =
                options.play().start(clock.instant(), recording.duration()).truncatedTo(ChronoUnit.MICROS);
        FrameSource source = options.play().loop() ? new Looped(recording, start) : recording.open(start, 0);
        return new OpenedSource(source, false, Optional.of(start));
    }

    private OpenedSource live(Video first, Stop stop) {
        LiveOptions live = options.live();
        FrameSource source = new Reconnecting(
                new LiveVideo(first, address.shown(), live.clock(), clock),
                () -> new LiveVideo(Video.open(address), address.shown(), live.clock(), clock),
                live.policy(),
                stop,
                tally,
                err);
        return new OpenedSource(source, true, Optional.empty());
    }
}
