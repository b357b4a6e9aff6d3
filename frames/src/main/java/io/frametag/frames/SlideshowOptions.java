package io.frametag.frames;

import io.frametag.frames.FrameOptions.Requirement;
import io.frametag.tools.CommandFailure;
import io.frametag.tools.Frame;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of a slideshow. */
final class SlideshowOptions {
    private static final double LONGEST_SHOT = 3600;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Slideshow: decides the photos' order, how long each stays and how the view moves.")
    private long seed;

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

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description = "Slideshow: write which photo is shown in which frames, as JSON lines.")
    private Path truth;

    void check(Requirement require, boolean slideshow) {
        require.that(
                shortest > 0 && shortest <= longest && longest <= LONGEST_SHOT,
                "--shortest-shot must be above 0 and at most --longest-shot, which must be at most 3600 seconds, but they are "
                        + shortest + " and " + longest + ".");
        require.that(truth == null || slideshow, "--truth is known of a slideshow only.");
        if (truth != null) {
            Path in = truth.toAbsolutePath().getParent();
            require.that(
                    in != null && Files.isDirectory(in),
                    "--truth is " + truth + ", but there is no folder " + in + ".");
            require.that(!Files.isDirectory(truth), "--truth is " + truth + ", which is a folder: name a file.");
        }
        try {
            FrameSize.of(size);
        } catch (IllegalArgumentException e) {
            require.that(false, e.getMessage());
        }
    }

    Recording slideshow(List<Frame> photos, double fps) {
        return Slideshow.of(new SlideshowPlan(photos, seed, fps, shortest, longest), FrameSize.of(size));
    }

    /** @throws CommandFailure if its file cannot be written */
    Truth truth(List<String> streams) {
        try {
            Writer out = truth == null ? Writer.nullWriter() : Files.newBufferedWriter(truth, StandardCharsets.UTF_8);
            return new Truth(out, streams);
        } catch (IOException e) {
            throw CommandFailure.failed(
                    "--truth " + truth + " cannot be written (" + e.getClass().getSimpleName() + ").", e);
        }
    }
}
