package io.frametag.frames;

import java.time.Instant;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * One frame. The pixels belong to the source that gave them, which uses them again for its next frame.
 *
 * @param bgr 8 bits, interleaved, upright; rows may be filled up
 * @param captured when it was taken, to the microsecond
 * @param shot what it shows, where that is known
 */
record Picture(Mat bgr, Instant captured, Optional<Shot> shot) {
    Picture(Mat bgr, Instant captured) {
        this(bgr, captured, Optional.empty());
    }
}
