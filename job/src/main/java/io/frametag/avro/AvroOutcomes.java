package io.frametag.avro;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.model.ModelId;
import io.frametag.pipeline.Clock;
import io.frametag.pipeline.FrameInfo;
import io.frametag.pipeline.Origin;
import io.frametag.pipeline.Outcome.Labelled;
import io.frametag.pipeline.Outcome.Rejected;
import io.frametag.pipeline.Outcome.Shed;
import io.frametag.schema.DeadLetter;
import io.frametag.schema.EpochMicros;
import io.frametag.schema.Flag;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.InputCoordinates;
import io.frametag.schema.Label;
import io.frametag.schema.Latency;
import io.frametag.schema.Model;
import io.frametag.schema.RecordHeader;
import io.frametag.schema.ShedFrame;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Outcomes as the Avro records of the contracts, the same for topics and for files. */
public final class AvroOutcomes {
    /** As long as a stream's name may be in a label. A key may be anything. */
    private static final int LONGEST_STREAM = 1024;
    /** A character has at most so many bytes: no more of a key needs to be looked at. */
    private static final int BYTES_A_CHARACTER = 4;

    private final String runId;
    /** Of the last label: records share it as long as the model stays. */
    private ModelId modelId;

    private Model model;

    public AvroOutcomes(String runId) {
        this.runId = runId;
    }

    /** @param nowMicros wall clock, microseconds since the epoch */
    public ImageLabels labels(Labelled labelled, long nowMicros) {
        FrameInfo frame = labelled.frame();
        long sinceCapture = Clock.wallMicrosBetween(frame.capturedAtMicros(), nowMicros);
        return new ImageLabels(
                frame.eventId(),
                frame.streamId(),
                frame.sequence(),
                EpochMicros.toInstant(frame.capturedAtMicros()),
                EpochMicros.toInstant(nowMicros),
                coordinates(labelled.origin()),
                runId,
                model(labelled.model()),
                labels(labelled),
                frame.width(),
                frame.height(),
                new Latency(
                        frame.queueWaitMicros(),
                        labelled.decodeMicros(),
                        labelled.preprocessMicros(),
                        labelled.inferenceMicros(),
                        Math.max(0, sinceCapture)),
                flags(frame, sinceCapture < 0));
    }

    /** @param nowMicros wall clock, microseconds since the epoch */
    public DeadLetter deadLetter(Rejected rejected, long nowMicros) {
        Origin origin = rejected.origin();
        return new DeadLetter(
                coordinates(origin),
                runId,
                rejected.reason().name(),
                rejected.stage().uid(),
                rejected.exceptionClass(),
                rejected.message(),
                EpochMicros.toInstant(nowMicros),
                origin.timestamp() < 0 ? null : Instant.ofEpochMilli(origin.timestamp()),
                buffer(origin.key()),
                buffer(rejected.input().value()),
                Arrays.stream(origin.headers())
                        .map(header -> new RecordHeader(header.name(), buffer(header.value())))
                        .toList());
    }

    /** Nothing of the input's value or headers. */
    public ShedFrame shed(Shed shed) {
        Origin origin = shed.origin();
        return new ShedFrame(
                stream(origin.key()),
                coordinates(origin),
                runId,
                EpochMicros.toInstant(TimeUnit.MILLISECONDS.toMicros(origin.timestamp())),
                EpochMicros.toInstant(shed.shedAtMicros()),
                shed.deadlineMillis());
    }

    private Model model(ModelId id) {
        if (!id.equals(modelId)) {
            modelId = id;
            model = new Model(id.name(), id.version(), id.sha256());
        }
        return model;
    }

    private static InputCoordinates coordinates(Origin origin) {
        return new InputCoordinates(origin.topic(), origin.partition(), origin.offset());
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }

    private static List<Label> labels(Labelled labelled) {
        List<Label> labels = new ArrayList<>(labelled.labels().size());
        for (io.frametag.model.Label label : labelled.labels()) {
            labels.add(new Label(label.index(), label.name(), label.score()));
        }
        return labels;
    }

    private static List<Flag> flags(FrameInfo frame, boolean capturedInFuture) {
        List<Flag> flags = new ArrayList<>(0);
        if (capturedInFuture) {
            flags.add(Flag.CAPTURED_IN_FUTURE);
        }
        if (frame.sentInFuture()) {
            flags.add(Flag.SENT_IN_FUTURE);
        }
        switch (frame.integrity()) {
            case END_MISSING -> flags.add(Flag.IMAGE_END_MISSING);
            case DAMAGED -> flags.add(Flag.IMAGE_DAMAGED);
            case WHOLE -> {}
        }
        return flags;
    }

    private static String stream(byte[] key) {
        if (key == null) {
            return null;
        }
        String text = new String(key, 0, Math.min(key.length, BYTES_A_CHARACTER * LONGEST_STREAM), UTF_8);
        if (text.length() <= LONGEST_STREAM) {
            return text;
        }
        // Half of a surrogate pair would be no text.
        int end = Character.isHighSurrogate(text.charAt(LONGEST_STREAM - 1)) ? LONGEST_STREAM - 1 : LONGEST_STREAM;
        return text.substring(0, end);
    }
}
