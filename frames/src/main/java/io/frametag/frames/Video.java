package io.frametag.frames;

import io.frametag.natives.NativeHandles;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** FFmpeg's pictures of one video: a file, a stream or a device. Not thread-safe. */
final class Video implements AutoCloseable {
    private static final String KIND = "video";
    private static final long SILENCE_MICROS = 10_000_000;
    /** For a video that does not say: only frames without times of their own get theirs by it. */
    private static final double USUAL_RATE = 25;

    private final SourceAddress address;
    private final FFmpegFrameGrabber grabber;
    private Mat picture = new Mat();
    private final Mat upright = new Mat();
    private BytePointer pixels;
    private long first = Long.MIN_VALUE;
    private long micros = -1;
    private long stamp;
    private int quarters = -1;
    private boolean closed;

    private Video(SourceAddress address, FFmpegFrameGrabber grabber) {
        this.address = address;
        this.grabber = grabber;
        NativeHandles.opened(KIND);
    }

    /** @throws SourceException if FFmpeg finds no video there that it can read */
    static Video open(SourceAddress address) throws SourceException {
        Natives.load();
        FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(address.location());
        switch (address.kind()) {
            case CAMERA -> grabber.setFormat(isMac() ? "avfoundation" : "v4l2");
            case RTSP -> {
                // Frames over UDP arrive damaged wherever the network is not idle.
                grabber.setOption("rtsp_transport", "tcp");
                grabber.setOption("timeout", Long.toString(SILENCE_MICROS));
            }
            case HTTP -> grabber.setOption("rw_timeout", Long.toString(SILENCE_MICROS));
            default -> {}
        }
        Video video = new Video(address, grabber);
        try {
            grabber.start();
        } catch (FrameGrabber.Exception e) {
            video.close();
            throw VideoProblem.opening(address, e);
        }
        if (!grabber.hasVideo() || grabber.getImageWidth() <= 0 || grabber.getImageHeight() <= 0) {
            video.close();
            throw new SourceException("There is no video in " + address.shown() + ".");
        }
        return video;
    }

    private static boolean isMac() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
    }

    /** @return the next picture, upright, the same object each time; none at the end, or where the video is cut short */
    Optional<Mat> next() throws SourceException {
        try {
            Frame frame = grabber.grabImage();
            if (frame == null || frame.image == null) {
                return Optional.empty();
            }
            advance(frame.timestamp);
            return Optional.of(turned(view(frame)));
        } catch (FrameGrabber.Exception e) {
            throw new SourceException("FFmpeg cannot read on in " + address.shown() + ".", e);
        }
    }

    private void advance(long timestamp) {
        stamp = timestamp;
        if (first == Long.MIN_VALUE) {
            first = timestamp;
        }
        long since = timestamp - first;
        // Some containers have no times, or the same for two frames.
        micros = since > micros ? since : micros + Math.max(1, Math.round(1e6 / frameRate()));
    }

    private Mat view(Frame frame) {
        picture.close();
        if (pixels != null) {
            pixels.close();
        }
        pixels = new BytePointer((ByteBuffer) frame.image[0]);
        picture = new Mat(frame.imageHeight, frame.imageWidth, opencv_core.CV_8UC3, pixels, frame.imageStride);
        return picture;
    }

    /** Telephones store how they were held. */
    private Mat turned(Mat stored) {
        if (quarters < 0) {
            // Counterclockwise, once in a video.
            quarters = (int) Math.floorMod(Math.round(grabber.getDisplayRotation() / 90), 4L);
        }
        if (quarters == 0) {
            return stored;
        }
        int turn = quarters == 1
                ? opencv_core.ROTATE_90_COUNTERCLOCKWISE
                : quarters == 2 ? opencv_core.ROTATE_180 : opencv_core.ROTATE_90_CLOCKWISE;
        opencv_core.rotate(stored, upright, turn);
        return upright;
    }

    /** @return the last picture's presentation time since the first one, growing */
    long micros() {
        return micros;
    }

    /** @return the last picture's time by the clock of the camera, microseconds since the epoch, if it tells */
    OptionalLong cameraMicros() {
        long start = grabber.getFormatContext().start_time_realtime();
        return start == avutil.AV_NOPTS_VALUE || start <= 0 ? OptionalLong.empty() : OptionalLong.of(start + stamp);
    }

    /** @return zero if it does not say */
    Duration duration() {
        // Below zero where it is not known.
        return Duration.of(Math.max(0, grabber.getFormatContext().duration()), ChronoUnit.MICROS);
    }

    /** @return about; 0 if it does not say */
    long frames() {
        return Math.round(duration().toMillis() / 1e3 * frameRate());
    }

    private double frameRate() {
        double rate = grabber.getFrameRate();
        return rate > 0 && rate < 1e4 ? rate : USUAL_RATE;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        picture.close();
        upright.close();
        if (pixels != null) {
            pixels.close();
        }
        try {
            grabber.close();
        } catch (FrameGrabber.Exception e) {
            throw new IllegalStateException("FFmpeg does not let go of " + address.shown(), e);
        }
        NativeHandles.closed(KIND);
    }
}
