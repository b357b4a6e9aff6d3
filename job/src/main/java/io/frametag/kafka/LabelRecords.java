package io.frametag.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.model.ModelId;
import io.frametag.pipeline.Clock;
import io.frametag.pipeline.FrameInfo;
import io.frametag.pipeline.Origin;
import io.frametag.pipeline.Outcome.Labelled;
import io.frametag.schema.EpochMicros;
import io.frametag.schema.Flag;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.InputCoordinates;
import io.frametag.schema.Label;
import io.frametag.schema.Latency;
import io.frametag.schema.Model;
import io.frametag.schema.SingleObjectCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A labelled frame as an Avro {@link ImageLabels} with the input's key, timestamp and headers. One thread only: it keeps
 * an encoder.
 */
final class LabelRecords {
    private final String topic;
    private final TopicLimit limit;
    private final Model model;
    private final String runId;
    private final SingleObjectCodec<ImageLabels> codec = SingleObjectCodec.imageLabels();

    LabelRecords(String topic, TopicLimit limit, ModelId model, String runId) {
        this.topic = topic;
        this.limit = limit;
        this.model = new Model(model.name(), model.version(), model.sha256());
        this.runId = runId;
    }

    /** @param nowMicros wall clock, microseconds since the epoch */
    ProducerRecord<byte[], byte[]> of(Labelled labelled, long nowMicros) {
        Origin origin = labelled.origin();
        // The input's own key, so that frames which shared a partition share one again, in the same order.
        byte[] key = origin.key() != null
                ? origin.key()
                : labelled.frame().streamId().getBytes(UTF_8);
        return new FittedRecord(
                        topic,
                        limit,
                        TimeUnit.MICROSECONDS.toMillis(nowMicros),
                        origin.timestamp(),
                        key,
                        codec.encode(avro(labelled, nowMicros)))
                .withInputHeaders(origin.headers())
                .fitWithWholeValue();
    }

    private ImageLabels avro(Labelled labelled, long nowMicros) {
        FrameInfo frame = labelled.frame();
        Origin origin = labelled.origin();
        long sinceCapture = Clock.wallMicrosBetween(frame.capturedAtMicros(), nowMicros);
        return new ImageLabels(
                frame.eventId(),
                frame.streamId(),
                frame.sequence(),
                EpochMicros.toInstant(frame.capturedAtMicros()),
                EpochMicros.toInstant(nowMicros),
                new InputCoordinates(origin.topic(), origin.partition(), origin.offset()),
                runId,
                model,
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
}
