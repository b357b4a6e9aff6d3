package io.frametag.frames;

import io.frametag.frames.quality.Counts;
import io.frametag.frames.quality.QualityJson;
import io.frametag.frames.quality.QualityReport;
import io.frametag.frames.quality.QualityTables;
import io.frametag.frames.quality.Score;
import io.frametag.standalone.Commit;
import io.frametag.tools.ExitCodes;
import io.frametag.tools.Frame;
import io.frametag.tools.FrameFolder;
import io.frametag.tools.MarkedSection;
import io.frametag.tools.SampleFrames;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How well the job's segments agree with slideshows whose truth is known. */
@Command(
        name = "quality",
        sortOptions = false,
        showDefaultValues = true,
        header = "Measure the job's segments against slideshows whose truth is known.",
        description =
                "%nStarts Kafka and Flink inside this JVM, plays a slideshow for each seed through the job, and prints"
                        + " precision, recall, boundary errors and flicker of its segments: docs/quality.md says what they are.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  frametag quality",
            "  frametag quality --seed 1 --option segment-smoothing=200ms",
            "  frametag quality --photos ~/photos --json | jq .total.f1"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            ExitCodes.OK + ":measured",
            ExitCodes.FOUND_WRONG + ":measured, and below --require-f1",
            ExitCodes.WRONG_USE + ":wrong use of this command",
            ExitCodes.FAILED + ":something failed on the way"
        })
final class Quality implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private QualityOptions options;

    @Mixin
    private ShotOptions shots;

    @Override
    public Integer call() throws Exception {
        options.check(this::require);
        shots.check(this::require);
        MarkedSection section = new MarkedSection(options.photos().isPresent() ? "quality-photos" : "quality");
        if (options.table().isPresent()) {
            section.check(options.table().get());
        }
        List<Frame> photos =
                FrameFolder.of(options.photos().orElseGet(SampleFrames::folder)).frames();
        List<ShownStream> streams = streams(photos);
        MeasuredJob job = MeasuredJob.of(options.job());
        job.requireKnown(streams);
        String measuredWith = measuredWith(photos.size(), job);
        QualityReport report = measure(streams, job);
        String tables = QualityTables.markdown(report, measuredWith);
        PrintWriter out = spec.commandLine().getOut();
        out.print(options.json() ? QualityJson.text(report, measuredWith) : tables);
        out.flush();
        if (options.table().isPresent()) {
            section.replace(options.table().get(), tables);
        }
        return options.requiredF1().map(least -> held(least, report)).orElse(ExitCodes.OK);
    }

    private List<ShownStream> streams(List<Frame> photos) {
        return options.seeds().stream()
                .map(seed ->
                        new ShownStream("slideshow-" + seed, shots.plan(photos, seed, options.fps()), options.shots()))
                .toList();
    }

    private QualityReport measure(List<ShownStream> streams, MeasuredJob job) throws Exception {
        QualityRun run = new QualityRun(streams, new SlideshowPlayer(shots.size(), this::say), this::say);
        Map<String, Score> scores = new LinkedHashMap<>();
        run.run(job.options()).forEach((stream, outcome) -> scores.put(stream, Score.of(outcome, options.iou())));
        return new QualityReport(scores, options.fps());
    }

    /** Before the run, not at its end: somebody may go on working in the folder. */
    private String measuredWith(int photos, MeasuredJob job) throws InterruptedException {
        List<Long> seeds = options.seeds();
        return String.format(
                Locale.ROOT,
                "Seeds %d to %d, %d shots each of %d photos; %s, %s frames/s; %s; the same from an intersection over union of"
                        + " %s; commit %s.",
                seeds.get(0),
                seeds.get(seeds.size() - 1),
                options.shots(),
                photos,
                shots,
                options.fps(),
                job.inWords(),
                options.iou(),
                Commit.of(Path.of(System.getProperty("frametag.home", ""))));
    }

    private int held(double least, QualityReport report) {
        Counts clear = report.total().clear();
        if (clear.f1() >= least) {
            return ExitCodes.OK;
        }
        say(
                clear.truth() == 0
                        ? "No segment has the right label on 90 % of its frames, so that --require-f1 has nothing to say."
                        : String.format(
                                Locale.ROOT,
                                "F1 is %.3f over the %d segments with the right label on 90 %% of their frames: less than %s.",
                                clear.f1(),
                                clear.truth(),
                                least));
        return ExitCodes.FOUND_WRONG;
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    private void require(boolean right, String sentence) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), sentence);
        }
    }
}
