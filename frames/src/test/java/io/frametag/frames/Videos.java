package io.frametag.frames;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Videos that the tests encode: unless said otherwise each frame is grey all over, and a little lighter than the one before. */
final class Videos {
    static final int WIDTH = 66;
    static final int HEIGHT = 50;
    static final double FPS = 25;
    private static final int STEP = 8;

    private Videos() {}

    /** What FFmpeg's LGPL build can encode. */
    enum Kind {
        MJPEG_IN_AVI("mjpeg", "avi", avutil.AV_PIX_FMT_YUVJ420P),
        MJPEG_IN_MKV("mjpeg", "mkv", avutil.AV_PIX_FMT_YUVJ420P),
        MPEG4_IN_MP4("mpeg4", "mp4", avutil.AV_PIX_FMT_YUV420P),
        H264_IN_MP4("libopenh264", "mp4", avutil.AV_PIX_FMT_YUV420P),
        H264_IN_MKV("libopenh264", "mkv", avutil.AV_PIX_FMT_YUV420P),
        VP9_IN_WEBM("libvpx-vp9", "webm", avutil.AV_PIX_FMT_YUV420P);

        private final String encoder;
        private final String ending;
        private final int pixelFormat;

        Kind(String encoder, String ending, int pixelFormat) {
            this.encoder = encoder;
            this.ending = ending;
            this.pixelFormat = pixelFormat;
        }

        boolean canBeEncoded() {
            Natives.load();
            var found = avcodec.avcodec_find_encoder_by_name(encoder);
            return found != null && !found.isNull();
        }
    }

    /** The grey of a frame, of 255. */
    static int level(int frame) {
        return 20 + frame * STEP % 220;
    }

    static Path encode(Path folder, Kind kind, int frames) throws Exception {
        return encode(folder, kind, WIDTH, HEIGHT, frames, (n, pixels) -> {
            byte[] grey = new byte[pixels.capacity()];
            Arrays.fill(grey, (byte) level(n));
            pixels.put(grey);
        });
    }

    /** Each photo for so many frames, stretched to 320x240, with hard cuts between them. */
    static Path ofPhotos(Path folder, List<Path> photos, int framesEach) throws Exception {
        Natives.load();
        List<byte[]> pictures = new ArrayList<>();
        for (Path photo : photos) {
            try (Mat whole = opencv_imgcodecs.imread(photo.toString());
                    Mat sized = new Mat();
                    Size size = new Size(320, 240)) {
                opencv_imgproc.resize(whole, sized, size);
                byte[] bgr = new byte[320 * 240 * 3];
                sized.data().get(bgr);
                pictures.add(bgr);
            }
        }
        return encode(
                folder,
                Kind.MJPEG_IN_AVI,
                320,
                240,
                photos.size() * framesEach,
                (n, pixels) -> pixels.put(pictures.get(n / framesEach)));
    }

    /** Fills a frame's pixels. */
    private interface Painter {
        void paint(int frame, ByteBuffer pixels);
    }

    private static Path encode(Path folder, Kind kind, int width, int height, int frames, Painter painter)
            throws Exception {
        Natives.load();
        Path file = folder.resolve("video." + kind.ending);
        // Multiples of two: what 4:2:0 takes.
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toString(), width, height);
                Frame frame = new Frame(width, height, Frame.DEPTH_UBYTE, 3)) {
            recorder.setVideoCodecName(kind.encoder);
            recorder.setPixelFormat(kind.pixelFormat);
            recorder.setFrameRate(FPS);
            recorder.setVideoBitrate(2_000_000);
            recorder.start();
            for (int n = 0; n < frames; n++) {
                ByteBuffer pixels = (ByteBuffer) frame.image[0];
                painter.paint(n, pixels.clear());
                pixels.clear();
                recorder.record(frame);
            }
        }
        return file;
    }

    /** @return the mean of all channels */
    static double mean(Mat bgr) {
        try (var mean = opencv_core.mean(bgr)) {
            return (mean.get(0) + mean.get(1) + mean.get(2)) / 3;
        }
    }
}
