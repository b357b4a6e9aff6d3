package io.frametag.tools;

import io.frametag.TaggingJob;
import io.frametag.config.ConfigException;
import io.frametag.config.JobConfig;
import io.frametag.local.EmbeddedKafka;
import io.frametag.local.FlinkCluster;
import io.frametag.local.LocalJob;
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
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.CommonClientConfigs;
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
    private static final Duration START = Duration.ofSeconds(60);
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
            description = "Use this model: a folder with inference.onnx and inference.yml. Default: the bundled one.")
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
        FrameFolder folder = FrameFolder.of(frames == null ? SampleFrames.folder() : frames);
        PrintWriter err = spec.commandLine().getErr();
        err.println("Starting Kafka and Flink for " + folder.frames().size() + " frames ..");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(FrameProducer.maxMessageBytes(MAX_FRAME_BYTES));
                FlinkCluster flink = FlinkCluster.start(1, new Configuration())) {
            for (String topic : List.of(TopicNames.EVENTS, TopicNames.LABELS, TopicNames.DEAD_LETTERS)) {
                kafka.createTopic(topic, 1, Map.of());
            }
            if (page) {
                kafka.createTopic(TopicNames.SEGMENTS, 1, Map.of());
            }
            LocalJob job = start(kafka, flink);
            if (page) {
                show(kafka, folder, job);
            } else {
                run(kafka, folder, job);
            }
        }
        return ExitCodes.OK;
    }

    private LocalJob start(EmbeddedKafka kafka, FlinkCluster flink) throws Exception {
        List<String> options = new ArrayList<>(List.of(
                "--bootstrap-servers",
                kafka.bootstrapServers(),
                "--input-topic",
                TopicNames.EVENTS,
                "--labels-topic",
                TopicNames.LABELS,
                "--dead-letters-topic",
                TopicNames.DEAD_LETTERS,
                "--max-image-bytes",
                MAX_FRAME_BYTES + "b",
                "--restart-attempts",
                "1",
                "--parallelism",
                "1"));
        if (page) {
            options.addAll(List.of("--emit", "both"));
        }
        if (model != null) {
            options.addAll(List.of("--model", model));
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        try {
            TaggingJob.build(env, JobConfig.parse(options.toArray(String[]::new), Map.of()));
        } catch (ConfigException e) {
            throw CommandFailure.wrongUse(e.getMessage());
        }
        LocalJob job = flink.submit(env.getStreamGraph());
        try {
            job.awaitRunning(START);
        } catch (IllegalStateException e) {
            throw CommandFailure.failed("The job failed: " + deepest(e).getMessage(), e);
        } catch (TimeoutException e) {
            throw CommandFailure.failed(
                    "The job did not start within " + START.toSeconds() + " s: is this machine busy? Try again.", e);
        }
        return job;
    }

    private void run(EmbeddedKafka kafka, FrameFolder folder, LocalJob job) throws Exception {
        try (OutcomeReader reader =
                        new OutcomeReader(kafka.bootstrapServers(), TopicNames.LABELS, TopicNames.DEAD_LETTERS);
                FrameProducer producer = new FrameProducer(
                        kafka.bootstrapServers(), TopicNames.EVENTS, MAX_FRAME_BYTES, Clock.systemUTC())) {
            if (repeat > 1) {
                pass(folder, 1, producer, reader, job);
            }
            long start = System.nanoTime();
            List<FrameOutcome> outcomes = pass(folder, Math.max(1, repeat - 1), producer, reader, job);
            print(outcomes, folder.frames().size(), Duration.ofNanos(System.nanoTime() - start));
        }
        job.cancel();
    }

    private void show(EmbeddedKafka kafka, FrameFolder folder, LocalJob job) throws Exception {
        try (LivePage live = Page.start(
                        Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
                        WatchedTopics.DEFAULT,
                        pagePort);
                FrameProducer producer = new FrameProducer(
                        kafka.bootstrapServers(), TopicNames.EVENTS, MAX_FRAME_BYTES, Clock.systemUTC())) {
            spec.commandLine().getOut().println(live.address());
            spec.commandLine().getOut().flush();
            new Slideshow(folder, producer).run(() -> requireAlive(job));
        } catch (InterruptedException stopped) {
            job.cancel();
        }
    }

    private static List<FrameOutcome> pass(
            FrameFolder folder, int times, FrameProducer producer, OutcomeReader reader, LocalJob job) {
        for (int i = 0; i < times; i++) {
            producer.send(folder);
        }
        List<FrameOutcome> outcomes = new ArrayList<>();
        reader.read(times * folder.frames().size(), SILENCE, outcomes::add, () -> requireAlive(job));
        return outcomes;
    }

    private static void requireAlive(LocalJob job) {
        job.failure().ifPresent(failure -> {
            throw CommandFailure.failed("The job failed: " + deepest(failure).getMessage(), failure);
        });
    }

    private static Throwable deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
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
