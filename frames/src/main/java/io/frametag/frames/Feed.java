package io.frametag.frames;

import io.frametag.schema.ImageEvent;
import io.frametag.tools.kafka.ScanProgress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * From a source to an outbox: thins out, keeps the tempo, encodes once, sends to each stream.
 *
 * @param streams their ids, at least one: each gets every frame
 * @param live whether the source goes on while nobody reads: then a frame that finds no room is dropped, and otherwise waits
 * @param most how many frames a stream gets at most
 */
record Feed(
        List<String> streams,
        boolean live,
        long most,
        Sampling sampling,
        SceneChange sceneChange,
        Tempo tempo,
        PictureEncoder encoder,
        CaptureBound bound,
        Outbox outbox,
        Truth truth,
        Stop stop,
        Clock clock) {

    /**
     * Sends until the source ends, enough is sent, or the user wants to stop; then waits for the outbox.
     *
     * @throws SourceException if the source ends before its time; what was sent until then has arrived
     */
    void run(FrameSource source, Tally tally, ScanProgress.Scan progress) throws SourceException {
        String run = Long.toString(clock.millis(), Character.MAX_RADIX);
        try {
            for (long sequence = 0; sequence < most && !stop.requested(); ) {
                Optional<Picture> next = source.next();
                if (next.isEmpty()) {
                    return;
                }
                tally.read();
                progress.advance(1);
                Picture picture = next.get();
                if (!sampling.takes(picture.captured()) || !sceneChange.takes(picture.bgr())) {
                    tally.skipped();
                    continue;
                }
                tempo.await(picture.captured());
                send(picture, run, sequence++, tally);
            }
        } finally {
            try {
                outbox.flush();
            } finally {
                tally.sent(outbox.arrived());
            }
        }
    }

    /** A dropped frame keeps its sequence number: who reads the stream can see that one is missing. */
    private void send(Picture picture, String run, long sequence, Tally tally) {
        EncodedImage image = encoder.encode(picture.bgr());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant captured = bound.apply(streams.get(0), picture.captured(), now);
        List<ImageEvent> events = streams.stream()
                .map(stream -> event(image, stream, run, sequence, captured, now))
                .toList();
        if (outbox.send(events, !live)) {
            truth.sent(picture.shot(), sequence, captured);
        } else {
            tally.dropped();
        }
    }

    private static ImageEvent event(
            EncodedImage image, String stream, String run, long sequence, Instant captured, Instant now) {
        return ImageEvent.newBuilder()
                .setEventId(stream + "-" + run + "-" + sequence)
                .setStreamId(stream)
                .setSequence(sequence)
                .setCapturedAt(captured)
                .setSentAt(now)
                .setContentType(image.contentType())
                .setWidth(image.width())
                .setHeight(image.height())
                .setStride(image.stride())
                .setPayload(ByteBuffer.wrap(image.bytes()))
                .build();
    }
}
