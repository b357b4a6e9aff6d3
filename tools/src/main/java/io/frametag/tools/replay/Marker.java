package io.frametag.tools.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.schema.ReplayHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * What says of an input record that it is a replay ({@link ReplayHeaders}). Any producer can write such headers: they are
 * believed only where a replay can stand, in the partition of the input that they name, so that nobody can hide a record
 * of a partition that is not theirs.
 */
public record Marker(RecordAt firstInput, RecordAt deadLetter, long count) {
    private static final Set<String> NAMES =
            Set.of(ReplayHeaders.INPUT, ReplayHeaders.DEAD_LETTER, ReplayHeaders.COUNT);

    /**
     * @param partition where the record with these headers is, or was when it was rejected
     * @return whether it claims to be a replay, be it in a way that cannot be read
     */
    public static boolean isIn(Iterable<Header> headers, TopicPartition partition) {
        Optional<String> input = text(headers, ReplayHeaders.INPUT);
        return input.isPresent()
                && input.flatMap(RecordAt::parse)
                        .map(named -> named.inPartition().equals(partition))
                        .orElse(true);
    }

    /** @return the input that all replays of it name, if the record is a replay and its headers can be read */
    static Optional<RecordAt> firstInput(Iterable<Header> headers, TopicPartition partition) {
        return text(headers, ReplayHeaders.INPUT)
                .flatMap(RecordAt::parse)
                .filter(named -> named.inPartition().equals(partition));
    }

    /**
     * @param rejected the headers of the rejected input, which may be a replay itself
     * @param input where that input is
     */
    static Marker next(Iterable<Header> rejected, RecordAt input, RecordAt deadLetter) {
        long before = text(rejected, ReplayHeaders.COUNT)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Long::parseLong)
                .orElse(0L);
        return new Marker(firstInput(rejected, input.inPartition()).orElse(input), deadLetter, before + 1);
    }

    /** @return the headers in their order, without an earlier marker, and this one behind them */
    List<Header> behind(Iterable<Header> rejected) {
        List<Header> headers = new ArrayList<>();
        for (Header header : rejected) {
            if (!NAMES.contains(header.key())) {
                headers.add(header);
            }
        }
        headers.add(header(ReplayHeaders.INPUT, firstInput));
        headers.add(header(ReplayHeaders.DEAD_LETTER, deadLetter));
        headers.add(header(ReplayHeaders.COUNT, count));
        return headers;
    }

    private static Header header(String name, Object value) {
        return new RecordHeader(name, value.toString().getBytes(UTF_8));
    }

    private static Optional<String> text(Iterable<Header> headers, String name) {
        Optional<String> last = Optional.empty();
        for (Header header : headers) {
            if (header.key().equals(name) && header.value() != null) {
                last = Optional.of(new String(header.value(), UTF_8));
            }
        }
        return last;
    }
}
