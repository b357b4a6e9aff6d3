package io.frametag.frames;

import picocli.CommandLine.Option;

/** The options that say which frames are sent, and as what. */
final class FrameOptions {
    private static final int MOST_STREAMS = 1000;

    @Option(
            names = "--fps",
            paramLabel = "N",
            description =
                    "Send at most so many frames of each second, evenly; a folder or slideshow is played at this rate"
                            + " (default there: 25). Default: all frames of a video.")
    private Double fps;

    @Option(
            names = "--every-nth",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the frames that --fps leaves, send every Nth.")
    private long everyNth;

    @Option(
            names = "--scene-change",
            paramLabel = "LEVELS",
            defaultValue = "0",
            description =
                    "Skip frames that look like the last one sent: of which small grey pictures differ by less than so"
                            + " many levels of 255 on average. 0 sends all; 2 to 5 skip what hardly moves.")
    private double sceneChange;

    @Option(
            names = "--max-frames",
            paramLabel = "N",
            description = "End when a stream has got so many frames. Default: at the source's end.")
    private Long maxFrames;

    @Option(
            names = "--streams",
            paramLabel = "N",
            defaultValue = "1",
            description = "Send each frame to so many streams, named ID-0, ID-1 ..: a load of many cameras.")
    private int streams;

    @Option(names = "--quality", paramLabel = "N", defaultValue = "90", description = "Of the JPEGs, 1 to 100.")
    private int quality;

    @Option(
            names = "--raw",
            paramLabel = "FORMAT",
            description = "Send pixels without compression: bgr24, rgb24, gray8, or i420 (an odd edge is cut off). Mind"
                    + " --max-image-bytes.")
    private String raw;

    void check(Requirement require) {
        require.that(fps == null || (fps >= 0.001 && fps <= 1000), "--fps must be 0.001 to 1000, but is " + fps + ".");
        require.that(everyNth >= 1, "--every-nth must be 1 or more, but is " + everyNth + ".");
        require.that(
                sceneChange >= 0 && sceneChange <= 255,
                "--scene-change must be 0 to 255 grey levels, but is " + sceneChange + ".");
        require.that(maxFrames == null || maxFrames >= 1, "--max-frames must be 1 or more, but is " + maxFrames + ".");
        require.that(
                streams >= 1 && streams <= MOST_STREAMS,
                "--streams must be 1 to " + MOST_STREAMS + ", but is " + streams + ".");
        require.that(quality >= 1 && quality <= 100, "--quality must be 1 to 100, but is " + quality + ".");
        try {
            var unused = raw == null ? null : RawFormat.named(raw);
        } catch (IllegalArgumentException e) {
            require.that(false, e.getMessage());
        }
    }

    /** @return 0 for all */
    double fps() {
        return fps == null ? 0 : fps;
    }

    long everyNth() {
        return everyNth;
    }

    double sceneChange() {
        return sceneChange;
    }

    long maxFrames() {
        return maxFrames == null ? Long.MAX_VALUE : maxFrames;
    }

    int streams() {
        return streams;
    }

    PictureEncoder encoder() {
        return raw == null ? PictureEncoder.jpeg(quality) : PictureEncoder.raw(RawFormat.named(raw));
    }

    /** Refuses wrong use with a sentence. */
    interface Requirement {
        void that(boolean right, String sentence);
    }
}
