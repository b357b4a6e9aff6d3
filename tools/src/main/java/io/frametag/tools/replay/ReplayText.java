package io.frametag.tools.replay;

import io.frametag.tools.TextTable;
import java.util.List;
import java.util.Locale;

/** Lays a report out for people. */
final class ReplayText {
    private ReplayText() {}

    static String of(ReplayReport report) {
        StringBuilder text = new StringBuilder();
        if (report.total().found() > 0) {
            text.append(reasons(report)).append('\n');
        }
        leftOut(text, report);
        int notes = text.length();
        if (report.fromInputTopic() > 0) {
            text.append(number(report.fromInputTopic()))
                    .append(report.dryRun() ? " to be taken" : " taken")
                    .append(" from the input topic, since their dead letters had lost a part\n");
        }
        report.heldBack()
                .forEach(each -> text.append(each.topic() + "-" + each.partition() + ": offsets " + each.from() + " to "
                        + (each.until() - 1) + " lie behind an open transaction and were not read\n"));
        if (report.ofOtherTopics() > 0) {
            text.append("not looked at: ")
                    .append(number(report.ofOtherTopics()))
                    .append(" dead letters of other topics' inputs\n");
        }
        if (text.length() > notes) {
            text.append('\n');
        }
        return text.append(report.sentence()).append('\n').toString();
    }

    private static String reasons(ReplayReport report) {
        TextTable table = new TextTable(
                1,
                "reason",
                "found",
                "selected",
                "already replayed",
                "not replayable",
                report.dryRun() ? "to send" : "sent");
        report.reasons().forEach(each -> row(table, printable(each.reason()), each.counts()));
        row(table, "total", report.total());
        return table.toString();
    }

    private static void row(TextTable table, String name, ReplayReport.Counts counts) {
        table.row(
                List.of(name),
                counts.found(),
                counts.selected(),
                counts.alreadyReplayed(),
                counts.notReplayable(),
                counts.sent());
    }

    private static void leftOut(StringBuilder text, ReplayReport report) {
        long count = report.total().notReplayable();
        if (count == 0) {
            return;
        }
        text.append("not replayable (").append(number(count)).append("):\n");
        report.notReplayable()
                .forEach(each -> text.append("  ")
                        .append(each.deadLetter())
                        .append(": ")
                        .append(printable(each.why()))
                        .append('\n'));
        long more = count - report.notReplayable().size();
        text.append(more > 0 ? "  ... and " + number(more) + " more\n\n" : "\n");
    }

    /** What came over Kafka could hold a terminal's control sequences. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
