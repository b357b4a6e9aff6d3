package io.frametag.tools.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.schema.DeadLetterHeaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;

/**
 * A dead letter, taken apart into what was rejected and what the job added.
 *
 * @param record its key and value are null if they were not read
 * @param input the input that was rejected
 * @param reason one of {@code RejectReason}, of whatever version of the job
 * @param timestamp the input's, in milliseconds; if that is lost, when the dead letter was written
 * @param inputHeaders the input's own headers
 * @param lost what of the input the dead letter does not have
 * @param added what the job says about the input, by header
 */
record DeadLetter(
        ConsumerRecord<byte[], byte[]> record,
        RecordAt input,
        String reason,
        long timestamp,
        List<Header> inputHeaders,
        List<String> lost,
        Map<String, String> added) {

    static final String TIMESTAMP = "the timestamp";

    static DeadLetter of(ConsumerRecord<byte[], byte[]> record) throws UnreadableDeadLetterException {
        List<Header> headers = List.of(record.headers().toArray());
        int own = ownHeadersEnd(headers);
        Map<String, String> added = new HashMap<>();
        headers.subList(own, headers.size())
                .forEach(each -> added.put(each.key(), each.value() == null ? "" : new String(each.value(), UTF_8)));
        return new DeadLetter(
                record,
                input(added),
                text(added, DeadLetterHeaders.REASON),
                added.containsKey(DeadLetterHeaders.ORIGINAL_TIMESTAMP)
                        ? number(added, DeadLetterHeaders.ORIGINAL_TIMESTAMP)
                        : record.timestamp(),
                headers.subList(0, own),
                lost(record, added),
                added);
    }

    RecordAt at() {
        return RecordAt.of(record);
    }

    boolean isReplay() {
        return Marker.isIn(inputHeaders, input.inPartition());
    }

    private static int ownHeadersEnd(List<Header> headers) throws UnreadableDeadLetterException {
        for (int i = headers.size() - 1; i >= 0; i--) {
            if (headers.get(i).key().equals(DeadLetterHeaders.TOPIC)) {
                return i > 0 && headers.get(i - 1).key().equals(DeadLetterHeaders.ORIGINAL_TIMESTAMP) ? i - 1 : i;
            }
        }
        throw new UnreadableDeadLetterException("It has no header " + DeadLetterHeaders.TOPIC + ".");
    }

    private static RecordAt input(Map<String, String> added) throws UnreadableDeadLetterException {
        String text = text(added, DeadLetterHeaders.TOPIC) + ":" + text(added, DeadLetterHeaders.PARTITION) + ":"
                + text(added, DeadLetterHeaders.OFFSET);
        return RecordAt.parse(text)
                .orElseThrow(() -> new UnreadableDeadLetterException("Its headers name no input: '" + text + "'."));
    }

    private static List<String> lost(ConsumerRecord<byte[], byte[]> record, Map<String, String> added) {
        List<String> lost = new ArrayList<>();
        if (added.containsKey(DeadLetterHeaders.TRUNCATED_FROM_BYTES)) {
            lost.add("the end of the value");
        }
        if (added.containsKey(DeadLetterHeaders.HEADERS_DROPPED)) {
            lost.add("the headers");
        }
        if (added.containsKey(DeadLetterHeaders.KEY_DROPPED_BYTES)) {
            lost.add("the key");
        }
        if (record.timestampType() == TimestampType.LOG_APPEND_TIME
                && !added.containsKey(DeadLetterHeaders.ORIGINAL_TIMESTAMP)) {
            lost.add(TIMESTAMP);
        }
        return lost;
    }

    private static String text(Map<String, String> added, String name) throws UnreadableDeadLetterException {
        String text = added.get(name);
        if (text == null) {
            throw new UnreadableDeadLetterException("It has no header " + name + ".");
        }
        return text;
    }

    private static long number(Map<String, String> added, String name) throws UnreadableDeadLetterException {
        String text = text(added, name);
        if (!text.matches("\\d{1,18}")) {
            throw new UnreadableDeadLetterException("Its header " + name + " is no whole number: '" + text + "'.");
        }
        return Long.parseLong(text);
    }
}
