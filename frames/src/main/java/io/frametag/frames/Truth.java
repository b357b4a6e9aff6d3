package io.frametag.frames;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.frametag.schema.EpochMicros;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Writes what a slideshow shows: a line of JSON for each shot and stream, as soon as it is over. It is about the frames that
 * were sent, with their sequence numbers and capture times as in the events. Not thread-safe.
 */
final class Truth implements AutoCloseable {
    private final Writer out;
    private final List<String> streams;
    private Shot shot;
    private long firstFrame;
    private long lastFrame;
    private Instant firstCaptured;
    private Instant lastCaptured;

    /** @param out closed with this; nothing is written to nowhere */
    Truth(Writer out, List<String> streams) {
        this.out = out;
        this.streams = streams;
    }

    /** A frame was sent in each stream. */
    void sent(Optional<Shot> shown, long sequence, Instant captured) {
        if (shown.isEmpty()) {
            return;
        }
        if (!shown.get().equals(shot)) {
            finish();
            shot = shown.get();
            firstFrame = sequence;
            firstCaptured = captured;
        }
        lastFrame = sequence;
        lastCaptured = captured;
    }

    private void finish() {
        if (shot == null) {
            return;
        }
        try {
            for (String stream : streams) {
                out.write(line(stream) + "\n");
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        shot = null;
    }

    private String line(String stream) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("stream", stream);
        line.put("label", shot.label());
        line.put("photo", shot.photo());
        line.put("first_frame", firstFrame);
        line.put("last_frame", lastFrame);
        line.put("first_captured_at", EpochMicros.of(firstCaptured));
        line.put("last_captured_at", EpochMicros.of(lastCaptured));
        return line.toString();
    }

    /** Writes the shot that was under way, too. */
    @Override
    public void close() {
        finish();
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
