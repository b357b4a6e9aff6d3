package io.frametag.frames;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** One round of a slideshow: the view glides over one photo after the other, with hard cuts between them. */
final class Slideshow implements FrameSource {
    private final List<PlannedShot> shots;
    private final double fps;
    private final FrameSize size;
    private final Instant start;
    private final Mat bgr = new Mat();
    private Mat photo = new Mat();
    private int shot = -1;
    private int inShot;
    private long frame;

    private Slideshow(List<PlannedShot> shots, double fps, FrameSize size, Instant start) {
        this.shots = shots;
        this.fps = fps;
        this.size = size;
        this.start = start;
    }

    static Recording of(SlideshowPlan plan, FrameSize size) {
        return new Recording() {
            @Override
            public FrameSource open(Instant start, long round) {
                return new Slideshow(plan.round(round), plan.fps(), size, start);
            }

            @Override
            public Duration duration() {
                return Evenly.after(frames(plan.round(0)), plan.fps());
            }
        };
    }

    private static long frames(List<PlannedShot> shots) {
        return shots.stream().mapToLong(PlannedShot::frames).sum();
    }

    @Override
    public long length() {
        return frames(shots);
    }

    @Override
    public Optional<Picture> next() throws SourceException {
        if (shot < 0 || inShot == shots.get(shot).frames()) {
            if (++shot == shots.size()) {
                shot--;
                return Optional.empty();
            }
            inShot = 0;
            load(shots.get(shot));
        }
        PlannedShot now = shots.get(shot);
        draw(now.from().towards(now.to(), inShot / (double) now.frames()));
        inShot++;
        return Optional.of(new Picture(bgr, start.plus(Evenly.after(frame++, fps)), Optional.of(now.shot())));
    }

    /** Much larger photos are made smaller once: drawing looks at four pixels only. */
    private void load(PlannedShot next) throws SourceException {
        photo.close();
        photo = Photo.read(next.photo());
        double smaller = size.largestWidth(photo.cols(), photo.rows()) / (1.5 * size.width());
        if (smaller > 1) {
            try (Mat large = photo;
                    Size target = new Size(
                            (int) Math.ceil(large.cols() / smaller), (int) Math.ceil(large.rows() / smaller))) {
                photo = new Mat();
                opencv_imgproc.resize(large, photo, target, 0, 0, opencv_imgproc.INTER_AREA);
            }
        }
    }

    private void draw(View view) {
        double width = view.zoom() * size.largestWidth(photo.cols(), photo.rows());
        double scale = width / size.width();
        double left = view.across() * (photo.cols() - width);
        double top = view.down() * (photo.rows() - scale * size.height());
        try (Mat fromFrame = new Mat(2, 3, opencv_core.CV_64F);
                Size target = new Size(size.width(), size.height());
                Scalar none = new Scalar(0.0)) {
            double[] matrix = {scale, 0, left + (scale - 1) / 2, 0, scale, top + (scale - 1) / 2};
            new DoublePointer(fromFrame.data()).put(matrix);
            opencv_imgproc.warpAffine(
                    photo,
                    bgr,
                    fromFrame,
                    target,
                    opencv_imgproc.INTER_LINEAR | opencv_imgproc.WARP_INVERSE_MAP,
                    opencv_core.BORDER_REPLICATE,
                    none);
        }
    }

    @Override
    public void close() {
        photo.close();
        bgr.close();
    }
}
