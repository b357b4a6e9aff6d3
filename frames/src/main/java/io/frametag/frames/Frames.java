package io.frametag.frames;

import io.frametag.tools.CommandFailure;
import io.frametag.tools.ExitCodes;
import io.frametag.tools.kafka.ClientOptions;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.CommonClientConfigs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A video, a camera, a folder or a slideshow into a topic. */
@Command(
        name = "frames",
        sortOptions = false,
        showDefaultValues = true,
        header = "Send the frames of a video, a stream, a camera, a folder or a slideshow to Kafka as image events.",
        description = "%nA frame's capture time is its event's, and the record's timestamp. Ctrl-C ends it in order.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  frametag frames holiday.mp4 --fps 5",
            "  frametag frames rtsp://10.0.0.7/stream1 --stream door --every-nth 3",
            "  frametag frames camera:/dev/video0 --scene-change 3",
            "  frametag frames ~/photos --fps 1 --speed max",
            "  frametag frames slideshow --seed 7 --truth truth.jsonl",
            "  frametag frames @camera.txt          (the arguments in a file, since others can see a command line)"
        })
final class Frames implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SourceOptions options;

    @Mixin
    private ClientOptions client;

    @Mixin
    private SendOptions sending;

    @Override
    public Integer call() {
        SourceAddress address = options.check(this::require);
        sending.check(this::require);
        Map<String, Object> kafka = client.settings(spec.commandLine());
        PrintWriter err = spec.commandLine().getErr();
        Clock clock = Clock.systemUTC();
        Tally tally = new Tally();
        SourceOpening opening = new SourceOpening(address, options, this::require, tally, clock, err);
        try (Stop stop = Stop.onSignal();
                OpenedSource opened = opening.open(stop)) {
            Playback playback = new Playback(options, options.streams(address), stop, tally, clock, err);
            err.println("Sending " + (opened.live() ? "the live " : "") + "frames of " + address.inWords() + " as "
                    + playback.streamsInWords() + " to " + sending.topic() + " at "
                    + kafka.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG) + " ..");
            try (Outbox outbox = sending.outbox(kafka, stop)) {
                playback.play(opened, outbox);
            }
            return ExitCodes.OK;
        } catch (SourceException e) {
            throw CommandFailure.failed(e.getMessage(), e);
        }
    }

    private void require(boolean right, String sentence) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), sentence);
        }
    }
}
