package io.frametag.tools.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.schema.ReplayHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** What says of an input record that it is a replay ({@link ReplayHeaders}). */
record Marker(RecordAt firstInput, RecordAt deadLetter, long count) {
    private static final Set<String> NAMES =
            Set.of(ReplayHeaders.INPUT, ReplayHeaders.DEAD_LETTER, ReplayHeaders.COUNT);

    /** @return whether the headers claim to be of a replay, be it in a way that cannot be read */
    static boolean isIn(Iterable<Header> headers) {
        return text(headers, ReplayHeaders.INPUT).isPresent();
    }

    /** @return the input that all replays of it name, if the headers are of a replay and can be read */
    static Optional<RecordAt> firstInput(Iterable<Header> headers) {
        return text(headers, ReplayHeaders.INPUT).flatMap(RecordAt::parse);
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
        return new Marker(firstInput(rejected).orElse(input), deadLetter, before + 1);
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
