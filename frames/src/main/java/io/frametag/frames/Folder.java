package io.frametag.frames;

import io.frametag.tools.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;

/** The images of a folder as a video of even frames, in the order of their names. Sizes may differ. */
final class Folder implements FrameSource {
    private final List<Frame> images;
    private final Instant start;
    private final double fps;
    private Mat bgr = new Mat();
    private int next;

    private Folder(List<Frame> images, Instant start, double fps) {
        this.images = images;
        this.start = start;
        this.fps = fps;
    }

    static Recording of(List<Frame> images, double fps) {
        return new Recording() {
            @Override
            public FrameSource open(Instant start, long round) {
                return new Folder(images, start, fps);
            }

            @Override
            public Duration duration() {
                return Evenly.after(images.size(), fps);
            }
        };
    }

    @Override
    public Optional<Picture> next() throws SourceException {
        if (next == images.size()) {
            return Optional.empty();
        }
        bgr.close();
        bgr = Photo.read(images.get(next));
        return Optional.of(new Picture(bgr, start.plus(Evenly.after(next++, fps))));
    }

    @Override
    public long length() {
        return images.size();
    }

    @Override
    public void close() {
        bgr.close();
    }
}
