package io.frametag.tools.verify;

import io.frametag.schema.ImageLabels;
import io.frametag.schema.InputCoordinates;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.schema.WireFormatException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the coordinates in an {@link ImageLabels}. Not thread-safe. */
final class LabelReader implements OutcomeReader {
    private final SingleObjectCodec<ImageLabels> codec = SingleObjectCodec.imageLabels();
    private ImageLabels reused;

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
        InputCoordinates input = reused.getInput();
        return new Outcome(
                Outcome.Kind.LABEL,
                new InputPartition(input.getTopic(), input.getPartition()),
                input.getOffset(),
                reused.getRunId());
    }
}
