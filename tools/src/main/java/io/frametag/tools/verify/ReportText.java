package io.frametag.tools.verify;

import io.frametag.tools.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Lays a report out for people. */
final class ReportText {
    private static final int RUNS_SHOWN = 20;

    private ReportText() {}

    static String of(Report report) {
        StringBuilder text = new StringBuilder();
        text.append(partitions(report)).append('\n');
        if (!report.runs().isEmpty()) {
            text.append(runs(report)).append('\n');
        }
        if (report.total().shed() > 0) {
            text.append(shed(report.shed())).append('\n');
        }
        list(text, "missing", report.missing(), i -> at(i.topic(), i.partition(), i.offset()));
        list(
                text,
                "doubled",
                report.doubled(),
                d -> at(d.topic(), d.partition(), d.offset()) + " in run " + printable(d.runId()));
        list(
                text,
                "no such input",
                report.strays(),
                s -> at(s.topic(), s.partition(), s.offset()) + " in run " + printable(s.runId()));
        list(
                text,
                "unreadable",
                report.unreadable(),
                u -> at(u.topic(), u.partition(), u.offset()) + ": " + printable(u.problem()));
        notes(text, report);
        return text.append(printable(report.sentence())).append('\n').toString();
    }

    private static String partitions(Report report) {
        boolean shed = report.total().shed() > 0;
        boolean files = report.partitions().isEmpty();
        TextTable table = files ? table(shed, "", "") : table(shed, "partition", "offsets");
        for (Report.Partition each : report.partitions()) {
            row(
                    table,
                    shed,
                    each.topic() + "-" + each.partition(),
                    each.until() == each.from() ? "none" : each.from() + " to " + (each.until() - 1),
                    each.counts());
        }
        row(table, shed, "total", "", report.total());
        if (report.replays().inputs() > 0) {
            row(table, shed, "replays among them", "", report.replays());
        }
        return table.toString();
    }

    private static String runs(Report report) {
        boolean shed = report.runs().stream().anyMatch(run -> run.counts().shed() > 0);
        TextTable table = table(shed, "run", "");
        report.runs().stream()
                .limit(RUNS_SHOWN)
                .forEach(run -> row(table, shed, printable(run.runId()), "", run.counts()));
        int left = report.runs().size() - RUNS_SHOWN;
        return table + (left > 0 ? "... and " + left + " more runs: --json lists them all\n" : "");
    }

    private static String shed(Report.Shed shed) {
        TextTable table = new TextTable(1, "stream", "shed");
        shed.worst()
                .forEach(each ->
                        table.row(List.of(each.stream() == null ? "(no key)" : printable(each.stream())), each.shed()));
        if (shed.others() > 0) {
            table.row(List.of("all others"), shed.others());
        }
        return table.toString();
    }

    /** @param shed whether there is a column of it: few jobs shed anything */
    private static TextTable table(boolean shed, String first, String second) {
        return shed
                ? new TextTable(2, first, second, "inputs", "labelled", "dead-lettered", "shed", "doubled", "missing")
                : new TextTable(2, first, second, "inputs", "labelled", "dead-lettered", "doubled", "missing");
    }

    private static void row(TextTable table, boolean shed, String first, String second, Report.Counts counts) {
        LongStream answered = LongStream.of(counts.inputs(), counts.labelled(), counts.deadLettered());
        LongStream others = LongStream.of(counts.doubled(), counts.missing());
        LongStream between = shed ? LongStream.of(counts.shed()) : LongStream.empty();
        table.row(
                List.of(first, second),
                LongStream.concat(LongStream.concat(answered, between), others).toArray());
    }

    private static <T> void list(StringBuilder text, String name, Report.Listing<T> listing, Function<T, String> line) {
        if (listing.count() == 0) {
            return;
        }
        text.append(name).append(" (").append(number(listing.count())).append("):\n");
        listing.first()
                .forEach(each -> text.append("  ").append(line.apply(each)).append('\n'));
        long left = listing.count() - listing.first().size();
        text.append(left > 0 ? "  ... and " + number(left) + " more\n\n" : "\n");
    }

    private static void notes(StringBuilder text, Report report) {
        List<String> notes = new ArrayList<>();
        for (Report.HeldBack each : report.heldBack()) {
            notes.add(each.topic() + "-" + each.partition() + ": offsets " + each.from() + " to " + (each.until() - 1)
                    + " lie behind an open transaction and were not read");
        }
        if (report.shedTopic() == null && report.total().missing() > 0) {
            notes.add(
                    "no topic of shed frames was read: if the job has a --shed-topic, name it, and let this client read it");
        }
        if (report.outsideRange() > 0) {
            notes.add("not judged: " + number(report.outsideRange()) + " outcomes of inputs outside the range");
        }
        if (report.ofOtherTopics() > 0) {
            notes.add("not judged: " + number(report.ofOtherTopics()) + " outcomes of inputs of other topics"
                    + (report.partitions().isEmpty() ? ", or of files that are not among these" : ""));
        }
        if (!notes.isEmpty()) {
            text.append(notes.stream().map(note -> note + "\n").collect(Collectors.joining("", "", "\n")));
        }
    }

    private static String at(String topic, int partition, long offset) {
        return printable(InputPartition.isFile(topic) ? topic : topic + "-" + partition) + "@" + offset;
    }

    /** What came over Kafka could hold a terminal's control sequences. */
    static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
