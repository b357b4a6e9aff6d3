package io.frametag.frames;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Tells frames that look like the last one taken: by the mean absolute difference of small grey pictures of them, in levels of
 * 0 to 255. Slow changes add up, since the comparison is with what was taken. Not thread-safe.
 */
final class SceneChange implements AutoCloseable {
    private static final int WIDTH = 32;
    private static final int HEIGHT = 18;

    private final double threshold;
    private final Mat small = new Mat();
    private final Mat difference = new Mat();
    private Mat grey = new Mat();
    private Mat taken = new Mat();
    private boolean any;

    /** @param threshold 0 to take all */
    SceneChange(double threshold) {
        this.threshold = threshold;
    }

    /** @return whether the frame differs by the threshold or more, or is the first; then it is the one to compare with */
    boolean takes(Mat bgr) {
        if (threshold == 0) {
            return true;
        }
        try (Size size = new Size(WIDTH, HEIGHT)) {
            opencv_imgproc.resize(bgr, small, size, 0, 0, opencv_imgproc.INTER_AREA);
        }
        opencv_imgproc.cvtColor(small, grey, opencv_imgproc.COLOR_BGR2GRAY);
        if (any) {
            opencv_core.absdiff(grey, taken, difference);
            if (mean(difference) < threshold) {
                return false;
            }
        }
        Mat now = grey;
        grey = taken;
        taken = now;
        any = true;
        return true;
    }

    private static double mean(Mat grey) {
        try (var mean = opencv_core.mean(grey)) {
            return mean.get(0);
        }
    }

    @Override
    public void close() {
        small.close();
        difference.close();
        grey.close();
        taken.close();
    }
}
