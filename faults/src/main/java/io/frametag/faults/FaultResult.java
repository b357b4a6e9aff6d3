package io.frametag.faults;

import io.frametag.tools.verify.Report;
import java.time.Duration;
import java.util.List;

/**
 * What one run showed.
 *
 * @param openTransactions the job's, at the moment before the fault; none under at-least-once
 * @param outage the longest that a {@code read_committed} consumer waited for any one stream's next label, from the fault
 *     to the end
 * @param usualGap the same in the seconds before the fault
 * @param restarts of the job that Flink saw
 * @param report of the verification
 * @param outOfOrder labels that came behind a later one of their stream, and frames left out that were not shed
 * @param acceptable whether all of this is as documented
 */
public record FaultResult(
        String fault,
        String title,
        String delivery,
        long seed,
        int openTransactions,
        Duration outage,
        Duration usualGap,
        int restarts,
        Report report,
        int streams,
        long outOfOrder,
        String firstOutOfOrder,
        boolean acceptable,
        List<String> notes,
        String logs) {
    public long inputs() {
        return report.total().inputs();
    }

    public long lost() {
        return report.total().missing();
    }

    public long shed() {
        return report.total().shed();
    }

    public long doubled() {
        return report.total().doubled();
    }
}
