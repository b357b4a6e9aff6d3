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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a slideshow. */
final class SlideshowOptions {
    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Slideshow: decides the photos' order, how long each stays and how the view moves.")
    private long seed;

    @Mixin
    private ShotOptions shots;

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description = "Slideshow: write which photo is shown in which frames, as JSON lines.")
    private Path truth;

    void check(Requirement require, boolean slideshow) {
        shots.check(require);
        require.that(truth == null || slideshow, "--truth is known of a slideshow only.");
        if (truth != null) {
            Path in = truth.toAbsolutePath().getParent();
            require.that(
                    in != null && Files.isDirectory(in),
                    "--truth is " + truth + ", but there is no folder " + in + ".");
            require.that(!Files.isDirectory(truth), "--truth is " + truth + ", which is a folder: name a file.");
        }
    }

    Recording slideshow(List<Frame> photos, double fps) {
        return Slideshow.of(shots.plan(photos, seed, fps), shots.size());
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
