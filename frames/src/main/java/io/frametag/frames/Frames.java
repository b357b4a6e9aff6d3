package io.frametag.frames;

import io.frametag.tools.CommandFailure;
import io.frametag.tools.ExitCodes;
import io.frametag.tools.FrameFolder;
import io.frametag.tools.SampleFrames;
import io.frametag.tools.kafka.ClientOptions;
import io.frametag.tools.kafka.ScanProgress;
import io.frametag.tools.kafka.StandardErrorProgress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.kafka.clients.CommonClientConfigs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
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
    private static final double USUAL_FPS = 25;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SOURCE",
            description = {
                "A video file (H.264, HEVC, VP9, MJPEG .. in MP4, MKV, AVI, WebM ..), a folder of images,",
                "rtsp://.. or http://..: a stream, camera:DEVICE such as camera:/dev/video0, or slideshow:FOLDER",
                "of photos; slideshow alone takes those that come with Frametag."
            })
    private String source;

    @Option(names = "--stream", paramLabel = "ID", description = "The stream's id. Default: made of the source's name.")
    private String stream;

    @Mixin
    private ClientOptions client;

    @Mixin
    private SendOptions sending;

    @Mixin
    private FrameOptions frames;

    @Mixin
    private PlayOptions play;

    @Mixin
    private LiveOptions live;

    @Mixin
    private SlideshowOptions slideshow;

    private final Tally tally = new Tally();
    private final Clock clock = Clock.systemUTC();

    @Override
    public Integer call() throws IOException {
        SourceAddress address = SourceAddress.of(source);
        sending.check(this::require);
        frames.check(this::require);
        live.check(this::require);
        slideshow.check(this::require, address.kind() == SourceAddress.Kind.SLIDESHOW);
        play.check(this::require, address.isLive());
        Map<String, Object> kafka = client.settings(spec.commandLine());
        try (Stop stop = Stop.onSignal();
                OpenedSource opened = open(address, stop)) {
            feed(opened, address, kafka, stop);
            return ExitCodes.OK;
        } catch (SourceException e) {
            throw CommandFailure.failed(e.getMessage(), e);
        }
    }

    private OpenedSource open(SourceAddress address, Stop stop) throws SourceException {
        double fps = frames.fps() == 0 ? USUAL_FPS : frames.fps();
        return switch (address.kind()) {
            case FILE -> recorded(RecordedVideo.at(address, this::say));
            case FOLDER ->
                recorded(Folder.of(FrameFolder.of(Path.of(address.location())).frames(), fps));
            case SLIDESHOW -> recorded(slideshow.slideshow(photos(address).frames(), fps));
            case CAMERA, RTSP -> live(address, Video.open(address), stop);
            case HTTP -> {
                Video video = Video.open(address);
                if (video.duration().isZero()) {
                    yield live(address, video, stop);
                }
                video.close();
                yield recorded(RecordedVideo.at(address, this::say));
            }
        };
    }

    private static FrameFolder photos(SourceAddress address) {
        return FrameFolder.of(address.location().isEmpty() ? SampleFrames.folder() : Path.of(address.location()));
    }

    private OpenedSource recorded(Recording recording) throws SourceException {
        var start = play.start(clock.instant(), recording.duration()).truncatedTo(ChronoUnit.MICROS);
        return new OpenedSource(play.loop() ? new Looped(recording, start) : recording.open(start, 0), false);
    }

    private OpenedSource live(SourceAddress address, Video first, Stop stop) {
        try {
            play.check(this::require, true);
        } catch (ParameterException e) {
            first.close();
            throw e;
        }
        String name = address.shown();
        return new OpenedSource(
                new Reconnecting(
                        new LiveVideo(first, name, live.clock(), clock),
                        () -> new LiveVideo(Video.open(address), name, live.clock(), clock),
                        live.policy(),
                        stop,
                        tally,
                        err()),
                true);
    }

    private void feed(OpenedSource opened, SourceAddress address, Map<String, Object> kafka, Stop stop)
            throws IOException, SourceException {
        String id = stream == null ? address.streamId() : stream;
        List<String> streams = frames.streams() == 1
                ? List.of(id)
                : IntStream.range(0, frames.streams())
                        .mapToObj(n -> id + "-" + n)
                        .toList();
        err().println("Sending " + (opened.live() ? "the live " : "") + "frames of "
                + (address.location().isEmpty() ? "the sample photos" : address.shown()) + " as "
                + (streams.size() == 1 ? "stream " + id : "streams " + id + "-0 to " + id + "-" + (streams.size() - 1))
                + " to " + sending.topic() + " at " + kafka.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG) + " ..");
        try (SceneChange change = new SceneChange(frames.sceneChange());
                PictureEncoder encoder = frames.encoder();
                Outbox outbox = sending.outbox(kafka, stop);
                Truth truth = slideshow.truth(streams);
                ScanProgress.Scan progress = progress(opened)) {
            Feed feed = new Feed(
                    streams,
                    opened.live(),
                    frames.maxFrames(),
                    new Sampling(frames.fps(), frames.everyNth()),
                    change,
                    // A live source has its own, which no clock that is set may hold up.
                    new Tempo(opened.live() ? 0 : play.speed(), stop, System::nanoTime),
                    encoder,
                    new CaptureBound(live.bound(), opened.live(), tally, this::say),
                    outbox,
                    truth,
                    stop,
                    clock);
            feed.run(opened.source(), tally, progress);
        } finally {
            say(tally.toString());
        }
    }

    private ScanProgress.Scan progress(OpenedSource opened) {
        long length = opened.source().length();
        return (length == 0 ? ScanProgress.NONE : StandardErrorProgress.barOrNothing()).begin("frames", length);
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

    /** @param live whether it goes on while nobody reads */
    private record OpenedSource(FrameSource source, boolean live) implements AutoCloseable {
        @Override
        public void close() {
            source.close();
        }
    }
}
