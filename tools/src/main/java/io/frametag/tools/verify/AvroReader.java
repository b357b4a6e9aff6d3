package io.frametag.tools.verify;

import io.frametag.schema.ImageLabels;
import io.frametag.schema.InputCoordinates;
import io.frametag.schema.ShedFrame;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.schema.WireFormatException;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the coordinates in an outcome that is written as Avro. Not thread-safe. */
final class AvroReader<T extends SpecificRecordBase> implements OutcomeReader {
    private final Outcome.Kind kind;
    private final SingleObjectCodec<T> codec;
    private final Function<T, InputCoordinates> input;
    private final Function<T, String> runId;
    private T reused;

    private AvroReader(
            Outcome.Kind kind,
            SingleObjectCodec<T> codec,
            Function<T, InputCoordinates> input,
            Function<T, String> runId) {
        this.kind = kind;
        this.codec = codec;
        this.input = input;
        this.runId = runId;
    }

    static OutcomeReader labels() {
        return new AvroReader<>(
                Outcome.Kind.LABEL, SingleObjectCodec.imageLabels(), ImageLabels::getInput, ImageLabels::getRunId);
    }

    static OutcomeReader shedFrames() {
        return new AvroReader<>(
                Outcome.Kind.SHED, SingleObjectCodec.shedFrames(), ShedFrame::getInput, ShedFrame::getRunId);
    }

    @Override
    public Outcome read(ConsumerRecord<byte[], byte[]> record) throws UnreadableOutcomeException {
        if (record.value() == null) {
            throw new UnreadableOutcomeException("The record has no value.");
        }
        try {
            reused = codec.decode(record.value(), reused);
        } catch (WireFormatException e) {
            reused = null;
            throw new UnreadableOutcomeException(e.getMessage(), e);
        }
        InputCoordinates coordinates = input.apply(reused);
        return new Outcome(
                kind,
                new InputPartition(coordinates.getTopic(), coordinates.getPartition()),
                coordinates.getOffset(),
                runId.apply(reused));
    }
}
