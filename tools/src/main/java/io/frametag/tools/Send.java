package io.frametag.tools;

import io.frametag.tools.kafka.ClientOptions;
import io.frametag.tools.kafka.TopicNames;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A folder's images into a topic: once, some times, or without end. */
@Command(
        name = "send",
        header = "Send a folder of images to Kafka as one stream of image events.",
        description = "%nReads nothing back: the labels are in the job's labels topic.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  frametag send --bootstrap-servers kafka:9092",
            "  frametag send --frames ~/photos --stream door-2 --repeat 10",
            "  frametag send --loop --rate 25",
            "  frametag send --bootstrap-servers kafka:9093 --kafka-config client.properties"
        })
final class Send implements Callable<Integer> {
    private static final int LARGEST_FRAME_BYTES = 1 << 30;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--frames",
            paramLabel = "FOLDER",
            description =
                    "Take the image files (jpg, jpeg, png, webp, bmp, gif, tif, tiff) of this folder and of the folders in it. Default: the photos"
                            + " that come with Frametag.")
    private Path frames;

    @Mixin
    private ClientOptions client;

    @Option(
            names = "--topic",
            defaultValue = TopicNames.EVENTS,
            description = "Where to send the image events. Default: ${DEFAULT-VALUE}.")
    private String topic;

    @Option(names = "--stream", paramLabel = "ID", description = "The stream's id. Default: the folder's name.")
    private String stream;

    @ArgGroup
    private Rounds rounds = new Rounds();

    @Option(
            names = "--rate",
            paramLabel = "FRAMES",
            defaultValue = "0",
            description = "Frames a second. Default: as many as Kafka takes.")
    private double rate;

    @Option(
            names = "--max-image-bytes",
            paramLabel = "BYTES",
            defaultValue = "4194304",
            description = "The largest image to send. The topic must take it, and the job's option of this name."
                    + " Default: ${DEFAULT-VALUE}.")
    private int maxImageBytes;

    @Option(
            names = "--checksum",
            description = "Send each image's CRC-32C with it, so that the job rejects what was damaged on the way.")
    private boolean checksums;

    /** How often the folder is sent. */
    static final class Rounds {
        @Option(names = "--repeat", paramLabel = "TIMES", description = "Send the folder so many times. Default: once.")
        private long repeat = 1;

        @Option(names = "--loop", description = "Send the folder again and again, until stopped.")
        private boolean loop;

        boolean more(long done) {
            return loop || done < repeat;
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        checkRanges();
        Map<String, Object> kafka = client.settings(spec.commandLine());
        FrameFolder folder = FrameFolder.of(frames == null ? SampleFrames.folder() : frames);
        String streamId = stream == null ? folder.name() : stream;
        spec.commandLine()
                .getErr()
                .println("Sending " + folder.frames().size() + " frames as stream " + streamId + " to " + topic + " at "
                        + kafka.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG) + " ..");
        try (FrameProducer producer = new FrameProducer(kafka, topic, maxImageBytes, checksums, Clock.systemUTC())) {
            long start = System.nanoTime();
            long sent = send(producer, folder, streamId, start);
            double seconds = (System.nanoTime() - start) / 1e9;
            spec.commandLine().getErr().println(String.format(Locale.ROOT, "%d frames in %.2f s", sent, seconds));
        }
        return ExitCodes.OK;
    }

    private long send(FrameProducer producer, FrameFolder folder, String streamId, long start)
            throws InterruptedException {
        Pace pace = new Pace(rate);
        long sequence = 0;
        for (long round = 0; rounds.more(round); round++) {
            for (Frame frame : folder.frames()) {
                Duration wait = pace.delay(sequence, Duration.ofNanos(System.nanoTime() - start));
                TimeUnit.NANOSECONDS.sleep(wait.toNanos());
                producer.send(frame, eventId(frame, round), streamId, sequence++);
            }
        }
        producer.awaitBroker();
        return sequence;
    }

    /** The file's name; from the second round on also the round's number, so that no two events share an id. */
    private static String eventId(Frame frame, long round) {
        return round == 0 ? frame.name() : frame.name() + "#" + (round + 1);
    }

    private void checkRanges() {
        require(rounds.repeat >= 1, "--repeat must be 1 or more, but is " + rounds.repeat + ".");
        require(rate >= 0 && rate <= 1e6, "--rate must be 0 to 1000000 frames a second, but is " + rate + ".");
        require(
                maxImageBytes >= 1 && maxImageBytes <= LARGEST_FRAME_BYTES,
                "--max-image-bytes must be 1 to " + LARGEST_FRAME_BYTES + ", but is " + maxImageBytes + ".");
    }

    private void require(boolean right, String sentence) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), sentence);
        }
    }
}
