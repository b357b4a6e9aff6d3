package io.frametag.tools.verify;

/** What was found that should not be, on the way to a report. */
final class Findings {
    private final Examples<Report.Input> missing;
    private final Examples<Report.Doubled> doubled;
    private final Examples<Report.Unreadable> unreadable;

    /** @param listed how many examples are kept of each kind */
    Findings(int listed) {
        this.missing = new Examples<>(listed);
        this.doubled = new Examples<>(listed);
        this.unreadable = new Examples<>(listed);
    }

    Examples<Report.Input> missing() {
        return missing;
    }

    Examples<Report.Doubled> doubled() {
        return doubled;
    }

    Examples<Report.Unreadable> unreadable() {
        return unreadable;
    }
}
