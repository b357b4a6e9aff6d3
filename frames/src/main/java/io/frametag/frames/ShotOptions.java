package io.frametag.frames;

import io.frametag.frames.FrameOptions.Requirement;
import io.frametag.tools.Frame;
import java.util.List;
import picocli.CommandLine.Option;

/** How a slideshow's photos are shown. */
final class ShotOptions {
    private static final double LONGEST_SHOT = 3600;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            defaultValue = "640x480",
            description = "Slideshow: the frames' size.")
    private String size;

    @Option(
            names = "--shortest-shot",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "Slideshow: how long a photo stays at least.")
    private double shortest;

    @Option(
            names = "--longest-shot",
            paramLabel = "SECONDS",
            defaultValue = "6",
            description = "Slideshow: how long a photo stays at most.")
    private double longest;

    void check(Requirement require) {
        require.that(
                shortest > 0 && shortest <= longest && longest <= LONGEST_SHOT,
                "--shortest-shot must be above 0 and at most --longest-shot, which must be at most 3600 seconds, but they are "
                        + shortest + " and " + longest + ".");
        try {
            FrameSize.of(size);
        } catch (IllegalArgumentException e) {
            require.that(false, e.getMessage());
        }
    }

    SlideshowPlan plan(List<Frame> photos, long seed, double fps) {
        return new SlideshowPlan(photos, seed, fps, shortest, longest);
    }

    FrameSize size() {
        return FrameSize.of(size);
    }

    @Override
    public String toString() {
        return size + ", shots of " + shortest + " to " + longest + " s";
    }
}
