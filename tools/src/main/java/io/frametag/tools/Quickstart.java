package io.frametag.tools;

import io.frametag.schema.RecordJson;
import io.frametag.tools.kafka.TopicNames;
import io.frametag.tools.page.LivePage;
import io.frametag.tools.page.Page;
import io.frametag.tools.page.WatchedTopics;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A broker and a cluster in this JVM, a folder's images through them, and their labels as a table. */
@Command(
        name = "quickstart",
        header = "Turn a folder of images into labels, with nothing else installed.",
        description =
                "%nStarts Kafka and Flink inside this JVM, sends the images through the job, prints their labels and"
                        + " what each stage took, and stops.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  frametag quickstart",
            "  frametag quickstart --page",
            "  frametag quickstart --frames ~/photos --model ~/models/PP-LCNet_x1_0_infer",
            "  frametag quickstart --repeat 100",
            "  frametag quickstart --frames ~/photos --json | jq '.labels[0].name'"
        })
final class Quickstart implements Callable<Integer> {
    private static final int MAX_FRAME_BYTES = 16 << 20;
    /** On a page frames are sent without end. */
    private static final long KEPT_BYTES = 1L << 30;

    private static final Duration SILENCE = Duration.ofSeconds(60);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--frames",
            paramLabel = "FOLDER",
            description =
                    "Take the image files (jpg, jpeg, png, webp, bmp, gif, tif, tiff) of this folder and of the folders in it. Default: the photos"
                            + " that come with Frametag.")
    private Path frames;

    @Option(
            names = "--model",
            paramLabel = "BUNDLE",
            description =
                    "Use this model: a folder as PaddleX, timm or transformers leave it. Default: the bundled one.")
    private String model;

    @Option(
            names = "--repeat",
            paramLabel = "TIMES",
            defaultValue = "1",
            description =
                    "Send the frames so many times. The first time warms the JVM up; throughput and percentiles are"
                            + " of the others, the table is of the last.")
    private int repeat;

    @Option(names = "--json", description = "Print one label record a line, and nothing else on standard output.")
    private boolean json;

    @Option(
            names = "--page",
            description =
                    "Watch it in a browser instead: the frames are sent again and again, 10 a second, until this is"
                            + " stopped with Ctrl-C, and the page's address is printed.")
    private boolean page;

    @Option(
            names = "--page-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "The page's, on 127.0.0.1. Default: a free one.")
    private int pagePort;

    @Override
    public Integer call() throws Exception {
        if (repeat < 1) {
            throw CommandFailure.wrongUse("--repeat is " + repeat + ": it must be at least 1.");
        }
        if (page && (repeat > 1 || json)) {
            throw CommandFailure.wrongUse("With --page the frames are sent until it is stopped, and no records are"
                    + " printed: leave out " + (json ? "--json" : "--repeat") + ".");
        }
        if (!page && pagePort != 0) {
            throw CommandFailure.wrongUse("--page-port is the page's: give --page, too.");
        }
        ListenPort.require(pagePort, "--page-port");
        FrameFolder folder = FrameFolder.of(frames == null ? SampleFrames.folder() : frames);
        PrintWriter err = spec.commandLine().getErr();
        err.println("Starting Kafka and Flink for " + folder.frames().size() + " frames ..");
        LocalSystemBuilder system = LocalSystem.forImagesUpTo(MAX_FRAME_BYTES).model(model);
        if (page) {
            system.settle("--emit", "both").keepAtMost(KEPT_BYTES);
        }
        try (LocalSystem started = system.start()) {
            if (page) {
                show(started, folder);
            } else {
                run(started, folder);
            }
        }
        return ExitCodes.OK;
    }

    private void run(LocalSystem system, FrameFolder folder) throws Exception {
        try (OutcomeReader reader =
                        new OutcomeReader(system.bootstrapServers(), TopicNames.LABELS, TopicNames.DEAD_LETTERS);
                FrameProducer producer = producer(system)) {
            if (repeat > 1) {
                pass(folder, 1, producer, reader, system);
            }
            long start = System.nanoTime();
            List<FrameOutcome> outcomes = pass(folder, Math.max(1, repeat - 1), producer, reader, system);
            print(outcomes, folder.frames().size(), Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private void show(LocalSystem system, FrameFolder folder) {
        try (LivePage live = Page.start(system.client(), WatchedTopics.DEFAULT, pagePort, "--page-port");
                FrameProducer producer = producer(system)) {
            spec.commandLine().getOut().println(live.address());
            spec.commandLine().getOut().flush();
            new PhotoLoop(folder, producer).run(system::requireAlive);
        } catch (InterruptedException stopped) {
            // As asked.
        }
    }

    private static FrameProducer producer(LocalSystem system) {
        return new FrameProducer(system.bootstrapServers(), TopicNames.EVENTS, MAX_FRAME_BYTES, Clock.systemUTC());
    }

    private static List<FrameOutcome> pass(
            FrameFolder folder, int times, FrameProducer producer, OutcomeReader reader, LocalSystem system) {
        for (int i = 0; i < times; i++) {
            producer.send(folder);
        }
        List<FrameOutcome> outcomes = new ArrayList<>();
        reader.read(times * folder.frames().size(), SILENCE, outcomes::add, system::requireAlive);
        return outcomes;
    }

    private void print(List<FrameOutcome> outcomes, int rows, Duration elapsed) {
        PrintWriter out = spec.commandLine().getOut();
        if (!json) {
            out.print(LabelTable.render(outcomes, rows, elapsed));
            out.flush();
            return;
        }
        for (FrameOutcome outcome : outcomes) {
            if (outcome instanceof FrameOutcome.Labelled labelled) {
                out.println(RecordJson.line(labelled.labels()));
            } else if (outcome instanceof FrameOutcome.Rejected rejected) {
                spec.commandLine()
                        .getErr()
                        .println(rejected.frame() + " rejected, " + rejected.reason() + ": " + rejected.message());
            }
        }
        out.flush();
    }
}
