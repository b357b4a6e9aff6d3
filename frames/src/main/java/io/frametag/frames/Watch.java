package io.frametag.frames;

import io.frametag.tools.CommandFailure;
import io.frametag.tools.ExitCodes;
import io.frametag.tools.ListenPort;
import io.frametag.tools.LocalSystem;
import io.frametag.tools.LocalSystemBuilder;
import io.frametag.tools.page.LivePage;
import io.frametag.tools.page.Page;
import io.frametag.tools.page.WatchedTopics;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A source through broker, cluster and job in this JVM, onto a page, and its segments as a table. */
@Command(
        name = "watch",
        sortOptions = false,
        showDefaultValues = true,
        header = "Watch a video, a stream, a camera, a folder or a slideshow become labels and segments, in a browser.",
        description = {
            "",
            "Starts Kafka, Flink and the job inside this JVM, prints the address of a page with frames, labels and segments"
                    + " as they come, plays the source, and prints its segments as a table at its end. Ctrl-C ends it.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  frametag watch holiday.mp4",
            "  frametag watch holiday.mp4 --fps 5 --speed max --exit-at-end",
            "  frametag watch rtsp://10.0.0.7/stream1 --stream door",
            "  frametag watch ~/photos --fps 1 --model ~/models/PP-LCNet_x1_0_infer",
            "  frametag watch holiday.mp4 -- --segment-on 0.3 --segment-off 0.2"
        })
final class Watch implements Callable<Integer> {
    private static final int MAX_IMAGE_BYTES = 16 << 20;
    /** Frames are labelled soon after they are sent: what is older is of no use to anybody. */
    private static final long KEPT_BYTES = 1L << 30;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SourceOptions options;

    @Parameters(
            index = "1..*",
            paramLabel = "OPTIONS",
            description = "Behind --: the job's own options (docs/options.md), such as --segment-on 0.3.")
    private List<String> jobOptions = List.of();

    @Option(
            names = "--model",
            paramLabel = "BUNDLE",
            description = "Use this model: a folder with inference.onnx and inference.yml. Default: the bundled one.")
    private String model;

    @Option(
            names = "--page-port",
            paramLabel = "PORT",
            showDefaultValue = Visibility.NEVER,
            description = "The page's, on 127.0.0.1. Default: a free one.")
    private int pagePort;

    @Option(
            names = "--exit-at-end",
            description = "End when each frame has its outcome, instead of leaving the page up until Ctrl-C.")
    private boolean exitAtEnd;

    private final Clock clock = Clock.systemUTC();

    @Override
    public Integer call() throws Exception {
        SourceAddress address = options.check(this::require);
        requireOneSource();
        ListenPort.require(pagePort, "--page-port");
        Tally tally = new Tally();
        SourceOpening opening = new SourceOpening(address, options, this::require, tally, clock, err());
        try {
            opening.requireFrame();
            say("Starting Kafka and Flink to watch " + address.inWords() + " ..");
            try (LocalSystem system = system().start();
                    LivePage page = Page.start(system.client(), WatchedTopics.DEFAULT, pagePort, "--page-port");
                    Stop stop = Stop.onSignal()) {
                system.keepUntilClosed();
                Playback playback = new Playback(options, options.streams(address), stop, tally, clock, err());
                say("Playing it as " + playback.streamsInWords() + "; Ctrl-C ends it. The page:");
                print(page.address() + System.lineSeparator());
                play(opening, playback, new LocalPlay(system, MAX_IMAGE_BYTES, stop));
                if (!exitAtEnd && !stop.requested()) {
                    say("The source has ended. The page stays up until Ctrl-C.");
                    stop.await();
                }
            }
            return ExitCodes.OK;
        } catch (SourceException e) {
            throw CommandFailure.failed(e.getMessage(), e);
        }
    }

    private LocalSystemBuilder system() {
        return LocalSystem.forImagesUpTo(MAX_IMAGE_BYTES)
                .model(model)
                .settle("--emit", "both")
                .jobOptions(jobOptions)
                // What is under exactly-once is seen on the page as soon, and a segment that is open is known to the
                // second.
                .byDefault("--checkpoint-interval", "1 s")
                .byDefault("--segment-updates", "1 s")
                .keepAtMost(KEPT_BYTES);
    }

    private void play(SourceOpening opening, Playback playback, LocalPlay localPlay) throws Exception {
        LocalPlay.Result result = localPlay.play(playback, opening);
        Optional<Instant> start = options.play().dated() ? Optional.empty() : result.start();
        print(SegmentReport.of(result, start, ZoneId.systemDefault()));
        if (result.lost().isPresent()) {
            throw result.lost().get();
        }
    }

    private void requireOneSource() {
        if (!jobOptions.isEmpty() && !jobOptions.get(0).startsWith("--")) {
            throw CommandFailure.wrongUse("'" + jobOptions.get(0)
                    + "' is one source too many: one is watched at a time. The job's options stand behind --.");
        }
    }

    private void print(String text) {
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
    }

    private void say(String line) {
        err().println(line);
        err().flush();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private void require(boolean right, String sentence) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), sentence);
        }
    }
}
