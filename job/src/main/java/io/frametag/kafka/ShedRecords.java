package io.frametag.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.pipeline.Origin;
import io.frametag.pipeline.Outcome.Shed;
import io.frametag.schema.EpochMicros;
import io.frametag.schema.InputCoordinates;
import io.frametag.schema.ShedFrame;
import io.frametag.schema.SingleObjectCodec;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A shed frame as an Avro {@link ShedFrame} with the input's key and timestamp; nothing of its value or headers. One thread
 * only: it keeps an encoder.
 */
final class ShedRecords {
    /** As long as a stream's name may be in a label. A key may be anything. */
    private static final int LONGEST_STREAM = 1024;
    /** A character has at most so many bytes: no more of a key needs to be looked at. */
    private static final int BYTES_A_CHARACTER = 4;

    private final String topic;
    private final TopicLimit limit;
    private final String runId;
    private final SingleObjectCodec<ShedFrame> codec = SingleObjectCodec.shedFrames();

    ShedRecords(String topic, TopicLimit limit, String runId) {
        this.topic = topic;
        this.limit = limit;
        this.runId = runId;
    }

    /** @param nowMicros wall clock, microseconds since the epoch */
    ProducerRecord<byte[], byte[]> of(Shed shed, long nowMicros) {
        Origin origin = shed.origin();
        return new FittedRecord(
                        topic,
                        limit,
                        TimeUnit.MICROSECONDS.toMillis(nowMicros),
                        origin.timestamp(),
                        origin.key(),
                        codec.encode(avro(shed)))
                .fitWithWholeValue();
    }

    private ShedFrame avro(Shed shed) {
        Origin origin = shed.origin();
        return new ShedFrame(
                stream(origin.key()),
                new InputCoordinates(origin.topic(), origin.partition(), origin.offset()),
                runId,
                EpochMicros.toInstant(TimeUnit.MILLISECONDS.toMicros(origin.timestamp())),
                EpochMicros.toInstant(shed.shedAtMicros()),
                shed.deadlineMillis());
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
