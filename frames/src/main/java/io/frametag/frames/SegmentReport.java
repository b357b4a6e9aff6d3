package io.frametag.frames;

import io.frametag.schema.Segment;
import io.frametag.schema.SegmentState;
import io.frametag.tools.TextTable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What came of a source, for people: its segments as a table, and what became of its frames. */
final class SegmentReport {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.S", Locale.ROOT);

    private SegmentReport() {}

    /**
     * @param start of the recording, for times as its player shows them; without it they are clock times
     * @param zone of clock times
     * @return lines with their ends
     */
    static String of(LocalPlay.Result result, Optional<Instant> start, ZoneId zone) {
        String segments = result.segments().isEmpty()
                ? "No segment: no label had a smoothed score of --segment-on for --segment-min-time (docs/segments.md)."
                        + System.lineSeparator()
                : table(result.segments(), start, zone);
        String waiting = result.waiting() == 0
                ? ""
                : String.format(Locale.ROOT, ", %,d sent and without an outcome", result.waiting());
        return String.format("%n%s%n%s%s.%n", segments, result.counts(), waiting);
    }

    private static String table(List<Segment> segments, Optional<Instant> start, ZoneId zone) {
        TextTable table = new TextTable(5, "stream", "label", "from", "to", "mean score", "frames");
        for (Segment segment : segments) {
            boolean closed = segment.getState() == SegmentState.CLOSED;
            table.row(
                    List.of(
                            segment.getStreamId(),
                            segment.getLabel(),
                            time(segment.getStartAt(), start, zone),
                            // What is open went on at least until then.
                            time(segment.getEndAt(), start, zone) + (closed ? "" : " .."),
                            String.format(Locale.ROOT, "%.1f%%", segment.getMeanScore() * 100)),
                    segment.getFrames());
        }
        return table.toString();
    }

    private static String time(Instant time, Optional<Instant> start, ZoneId zone) {
        return start.map(from -> position(Duration.between(from, time)))
                .orElseGet(() -> CLOCK.format(time.atZone(zone)));
    }

    /** As players show it, with tenths: 0:12.4, 1:02:03.4. */
    private static String position(Duration since) {
        String hours = since.toHours() == 0 ? "" : since.toHours() + ":";
        return String.format(
                Locale.ROOT,
                hours.isEmpty() ? "%s%d:%02d.%d" : "%s%02d:%02d.%d",
                hours,
                since.toMinutesPart(),
                since.toSecondsPart(),
                since.toMillisPart() / 100);
    }
}
