package io.frametag.frames;

import io.frametag.image.OpenCv;
import org.bytedeco.ffmpeg.global.avutil;

/** OpenCV and FFmpeg, loaded once in a process. */
final class Natives {
    private static boolean loaded;

    private Natives() {}

    static synchronized void load() {
        if (!loaded) {
            OpenCv.load();
            // It tells of each damaged packet; what matters comes back as an error.
            avutil.av_log_set_level(avutil.AV_LOG_QUIET);
            loaded = true;
        }
    }
}
