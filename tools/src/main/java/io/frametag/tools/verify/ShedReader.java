package io.frametag.tools.verify;

import io.frametag.schema.InputCoordinates;
import io.frametag.schema.ShedFrame;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.schema.WireFormatException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the coordinates in a {@link ShedFrame}. Not thread-safe. */
final class ShedReader implements OutcomeReader {
    private final SingleObjectCodec<ShedFrame> codec = SingleObjectCodec.shedFrames();
    private ShedFrame reused;

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
                Outcome.Kind.SHED,
                new InputPartition(input.getTopic(), input.getPartition()),
                input.getOffset(),
                reused.getRunId());
    }
}
