package io.frametag.frames;

import io.frametag.frames.FrameOptions.Requirement;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import picocli.CommandLine.Option;

/** What is measured, and what becomes of it. */
final class QualityOptions {
    /** Seeds below it are for finding thresholds. */
    static final long FIRST_HELD_OUT = 1001;

    private static final int MOST_STREAMS = 1000;
    private static final int MOST_SHOTS = 100_000;

    @Option(
            names = "--photos",
            paramLabel = "FOLDER",
            description = "Show these: a folder for each label with its photos in it, or photos called LABEL-ANYTHING."
                    + " Default: the photos that come with Frametag.")
    private Path photos;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "" + FIRST_HELD_OUT,
            description = "Of the first stream's slideshow; the next stream has the next. Those below " + FIRST_HELD_OUT
                    + " are for finding thresholds, and in no published figure.")
    private long seed;

    @Option(
            names = "--streams",
            paramLabel = "N",
            defaultValue = "8",
            description = "How many, each with its own seed.")
    private int streams;

    @Option(
            names = "--shots",
            paramLabel = "N",
            defaultValue = "28",
            description = "Of each stream; when all photos have been shown, they are shown again in another order.")
    private int shots;

    @Option(names = "--fps", paramLabel = "N", defaultValue = "25", description = "Frames a second.")
    private double fps;

    @Option(
            names = "--iou",
            paramLabel = "PART",
            defaultValue = "0.5",
            description =
                    "A true and a found segment are the same if what they share is at least this part, of 0.5 to 1, of"
                            + " what they cover together.")
    private double iou;

    @Option(
            names = "--option",
            paramLabel = "KEY=VALUE",
            description = "An option of the job, such as segment-on=0.6; may be repeated.")
    private Map<String, String> job = Map.of();

    @Option(names = "--json", description = "Print the report as one JSON object.")
    private boolean json;

    @Option(
            names = "--table",
            paramLabel = "FILE",
            description = "Put the tables between the markers that this Markdown file has for them: 'quality', or"
                    + " 'quality-photos' with --photos.")
    private Path table;

    @Option(
            names = "--require-f1",
            paramLabel = "F1",
            description =
                    "End with status 1 if F1 is lower over those segments in which at least 90 %% of the frames have"
                            + " the right label, or if there is none.")
    private Double requiredF1;

    void check(Requirement require) {
        require.that(
                streams >= 1 && streams <= MOST_STREAMS,
                "--streams must be 1 to " + MOST_STREAMS + ", but is " + streams + ".");
        require.that(
                shots >= 1 && shots <= MOST_SHOTS, "--shots must be 1 to " + MOST_SHOTS + ", but is " + shots + ".");
        require.that(fps >= 0.001 && fps <= 1000, "--fps must be 0.001 to 1000, but is " + fps + ".");
        require.that(iou >= 0.5 && iou <= 1, "--iou must be 0.5 to 1, but is " + iou + ".");
        require.that(
                requiredF1 == null || (requiredF1 >= 0 && requiredF1 <= 1),
                "--require-f1 must be 0 to 1, but is " + requiredF1 + ".");
        require.that(
                table == null || (seed >= FIRST_HELD_OUT && job.isEmpty()),
                "--table is for seeds of " + FIRST_HELD_OUT + " and above and the job as it is: leave --option out.");
    }

    Optional<Path> photos() {
        return Optional.ofNullable(photos);
    }

    /** @return the seeds, one a stream */
    List<Long> seeds() {
        return LongStream.range(seed, seed + streams).boxed().toList();
    }

    int shots() {
        return shots;
    }

    double fps() {
        return fps;
    }

    double iou() {
        return iou;
    }

    Map<String, String> job() {
        return job;
    }

    boolean json() {
        return json;
    }

    Optional<Path> table() {
        return Optional.ofNullable(table);
    }

    Optional<Double> requiredF1() {
        return Optional.ofNullable(requiredF1);
    }
}
