package io.frametag.frames;

import io.frametag.tools.CommandFailure;
import io.frametag.tools.FrameProducer;
import io.frametag.tools.kafka.ScanProgress;
import io.frametag.tools.kafka.StandardErrorProgress;
import io.frametag.tools.kafka.TopicNames;
import java.io.Writer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Sends slideshows to Kafka as fast as it takes them, one behind the other in their capture times, too: whatever is made of
 * them does not hang on how fast this machine is.
 *
 * @param size of the frames
 * @param say gets a line for whoever waits
 */
record SlideshowPlayer(FrameSize size, Consumer<String> say) {
    /** The largest frame. */
    static final int MAX_IMAGE_BYTES = 16 << 20;

    private static final int IN_FLIGHT_BYTES = 16 << 20;
    private static final int JPEG_QUALITY = 90;
    /** Any time that has passed. It is the same each time, so that the same slideshows are the same records. */
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");

    /**
     * Returns when the broker has all frames.
     *
     * @param client how to reach it, by Kafka's names
     * @throws CommandFailure if Kafka refuses a frame, or the user wants to stop
     */
    void play(List<ShownStream> streams, Map<String, Object> client) throws SourceException {
        try (Stop stop = Stop.onSignal();
                Outbox outbox = new KafkaOutbox(
                        new FrameProducer(client, TopicNames.EVENTS, MAX_IMAGE_BYTES, false, Clock.systemUTC()),
                        new InFlight(IN_FLIGHT_BYTES, stop))) {
            Instant start = START;
            for (ShownStream stream : streams) {
                say.accept(String.format(
                        Locale.ROOT,
                        "Playing %s: %,d frames of %d shots ..",
                        stream.name(),
                        stream.frames(),
                        stream.shots()));
                play(stream, start, outbox, stop);
                if (stop.requested()) {
                    throw CommandFailure.failed("Stopped before all was played.", null);
                }
                start = start.plus(Evenly.after(stream.frames(), stream.plan().fps()));
            }
        }
    }

    private void play(ShownStream stream, Instant start, Outbox outbox, Stop stop) throws SourceException {
        Tally tally = new Tally();
        try (FrameSource source = new Looped(Slideshow.of(stream.plan(), size), start);
                SceneChange all = new SceneChange(0);
                PictureEncoder encoder = PictureEncoder.jpeg(JPEG_QUALITY);
                ScanProgress.Scan progress =
                        StandardErrorProgress.barOrNothing().begin("frames", stream.frames())) {
            Feed feed = new Feed(
                    List.of(stream.name()),
                    false,
                    stream.frames(),
                    new Sampling(0, 1),
                    all,
                    new Tempo(0, stop, System::nanoTime),
                    encoder,
                    new CaptureBound(Duration.ZERO, false, tally, say),
                    outbox,
                    new Truth(Writer.nullWriter(), List.of()),
                    stop,
                    Clock.systemUTC());
            feed.run(source, tally, progress);
        }
    }
}
