package io.frametag.tools.replay;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A rejected input as it was.
 *
 * @param timestamp in milliseconds since the epoch
 * @param fromInputTopic whether the dead letter alone did not suffice
 */
record Restored(byte[] key, byte[] value, long timestamp, List<Header> headers, boolean fromInputTopic) {
    /** @return the replay: into the partition that the input was in, behind whatever is there now */
    ProducerRecord<byte[], byte[]> replayOf(DeadLetter letter) {
        RecordAt input = letter.input();
        return new ProducerRecord<>(
                input.topic(),
                input.partition(),
                // A record without any, as old clients wrote them, gets the time of sending.
                timestamp < 0 ? null : (Long) timestamp,
                key,
                value,
                Marker.next(headers, input, letter.at()).behind(headers));
    }

    /** @return what all replays of this record share, so that one of them can be told from a record of its own */
    RecordAt firstInput(DeadLetter letter) {
        return Marker.firstInput(headers, letter.input().inPartition()).orElse(letter.input());
    }
}
