package io.frametag.tools.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts a report's verdict into words. */
final class VerdictSentence {
    private VerdictSentence() {}

    static String of(Report report) {
        return switch (report.verdict()) {
            case PROVEN -> proven(report);
            case FAILED -> failed(report);
            case NOTHING_TO_VERIFY ->
                (report.partitions().isEmpty()
                                ? "Nothing to verify: there is no image in "
                                : "Nothing to verify: there is no committed record in the range of ")
                        + String.join(", ", report.inputTopics()) + ".";
        };
    }

    private static String proven(Report report) {
        long inputs = report.total().inputs();
        long doubled = report.total().doubled();
        String each = inputs == 1 ? "The one input" : "Each of the " + number(inputs) + " inputs";
        if (doubled > 0) {
            return each + " has an outcome" + ofRun(report) + "; " + number(doubled) + (doubled == 1 ? " has" : " have")
                    + " more than one, which --allow-duplicates accepts." + shed(report);
        }
        return report.runs().size() > 1
                ? each + " has an outcome, and none of the "
                        + number(report.runs().size()) + " runs answered one twice." + shed(report)
                : each + " has exactly one outcome" + ofRun(report) + "." + shed(report);
    }

    /** An outcome, and one that nobody should overlook. */
    private static String shed(Report report) {
        long shed = report.total().shed();
        return shed == 0 ? "" : " " + count(shed, "input") + (shed == 1 ? " was" : " were") + " shed.";
    }

    private static String failed(Report report) {
        List<String> troubles = new ArrayList<>();
        long missing = report.total().missing();
        if (missing > 0) {
            troubles.add(number(missing) + " of " + count(report.total().inputs(), "input") + has(missing)
                    + " no outcome" + ofRun(report));
        }
        long doubled = report.total().doubled();
        if (doubled > 0) {
            troubles.add(count(doubled, "input") + has(doubled) + " more than one outcome"
                    + (missing > 0 ? "" : ofRun(report)));
        }
        long strays = report.strays().count();
        if (strays > 0) {
            troubles.add(count(strays, "outcome") + (strays == 1 ? " names an input" : " name inputs") + " that "
                    + (strays == 1 ? "does" : "do") + " not exist");
        }
        long unreadable = report.unreadable().count();
        if (unreadable > 0) {
            troubles.add(count(unreadable, "output record") + " cannot be read");
        }
        return "Not proven: " + String.join("; ", troubles) + "." + hint(report);
    }

    private static String hint(Report report) {
        String hint = heldBack(report) + otherRuns(report);
        return hint.isEmpty() ? segmentsOnly(report) : hint;
    }

    private static String heldBack(Report report) {
        return report.total().missing() > 0 && !report.heldBack().isEmpty()
                ? " What is missing may lie behind the open transaction: try again after the job's next checkpoint."
                : "";
    }

    private static String otherRuns(Report report) {
        boolean silent = report.runs().size() == 1
                && report.runs().get(0).counts().missing() == report.total().inputs();
        return silent && !report.otherRuns().isEmpty()
                ? " Run " + report.runId() + " answered nothing; there are outcomes of "
                        + String.join(", ", report.otherRuns()) + "."
                : "";
    }

    /** A job that runs with {@code --emit segments} looks the same from here as one that lost all labels. */
    private static String segmentsOnly(Report report) {
        return report.total().missing() > 0
                        && report.total().labelled() + report.total().doubled() == 0
                ? " There is no label at all: a job with --emit segments writes none, and cannot be verified; --emit both can."
                : "";
    }

    private static String ofRun(Report report) {
        return report.runId() == null ? "" : " of run " + report.runId();
    }

    private static String has(long count) {
        return count == 1 ? " has" : " have";
    }

    private static String count(long count, String noun) {
        return number(count) + " " + noun + (count == 1 ? "" : "s");
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
