package io.frametag.tools.page;

import io.frametag.schema.Flag;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.InputCoordinates;
import io.frametag.schema.Label;
import io.frametag.schema.Latency;
import io.frametag.schema.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** Records as a job and its producers write them, and a clock that a test moves. */
final class PageSamples {
    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    static final Path PHOTOS = Path.of("../deploy/local/frames");

    private PageSamples() {}

    static FrameId id(long offset) {
        return new FrameId("image-events", 0, offset);
    }

    static SampledFrame photo(String file, long offset) {
        try {
            return frame("image/jpeg", ByteBuffer.wrap(Files.readAllBytes(PHOTOS.resolve(file))), offset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SampledFrame frame(String contentType, ByteBuffer image, long offset) {
        return new SampledFrame(id(offset), offset, contentType, null, null, null, image);
    }

    static SampledFrame frame(int bytes, long offset) {
        return frame("image/jpeg", ByteBuffer.allocate(bytes), offset);
    }

    static long micros(Instant time) {
        return time.toEpochMilli() * 1000;
    }

    static ImageLabels labels(String stream, long offset, Instant captured, Label... labels) {
        return ImageLabels.newBuilder()
                .setEventId("event-" + offset)
                .setStreamId(stream)
                .setSequence(offset)
                .setCapturedAt(captured)
                .setLabelledAt(captured.plusMillis(20))
                .setInput(new InputCoordinates("image-events", 0, offset))
                .setRunId("run-1")
                .setModel(new Model("PP-LCNet_x0_5", "1", "00ff"))
                .setLabels(List.of(labels))
                .setImageWidth(640)
                .setImageHeight(480)
                .setLatency(new Latency(12_000L, 1_500L, 300L, 4_200L, 20_000L))
                .setFlags(List.<Flag>of())
                .build();
    }

    static Label label(String name, float score) {
        return new Label(0, name, score);
    }

    /** Stands still until it is told. */
    static final class HandClock extends Clock {
        private Instant now = NOON;

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
