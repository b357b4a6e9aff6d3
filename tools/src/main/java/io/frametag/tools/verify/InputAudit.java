package io.frametag.tools.verify;

import io.frametag.tools.kafka.OffsetRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the inputs of one partition against the outcomes, in the order of their offsets. What lies between two inputs is
 * no input (a transaction marker, an aborted record, one that compaction took), so an outcome there is a stray.
 */
final class InputAudit {
    private record RunLedger(RunOutcomes run, OutcomeLedger ledger) {}

    private final InputPartition partition;
    private final OffsetRange range;
    private final OutcomeBook book;
    private final Examples<Report.Input> missing;
    private final Examples<Report.Doubled> doubled;
    private final List<RunLedger> ledgers = new ArrayList<>();
    private final ShedByStream shed;
    private final Tally tally = new Tally();
    private long inputs;
    private long next;

    InputAudit(
            InputPartition partition,
            OffsetRange range,
            OutcomeBook book,
            Examples<Report.Input> missing,
            Examples<Report.Doubled> doubled,
            ShedByStream shed) {
        this.partition = partition;
        this.range = range;
        this.book = book;
        this.missing = missing;
        this.doubled = doubled;
        this.shed = shed;
        this.next = range.from();
        for (RunOutcomes run : book.runs()) {
            OutcomeLedger ledger = run.ledger(partition);
            if (ledger != null) {
                ledgers.add(new RunLedger(run, ledger));
            }
        }
    }

    /**
     * @param offset of an input, greater than that of the one before
     * @param key of the input, which is its stream, or null
     * @return what the runs together made of it
     */
    Answer input(long offset, byte[] key) {
        noInputBefore(offset);
        next = offset + 1;
        inputs++;
        Answer heaviest = Answer.NONE;
        for (RunLedger each : ledgers) {
            Answer answer = each.ledger().answer(offset);
            each.run().tally().add(answer);
            if (answer == Answer.MANY && heaviest != Answer.MANY) {
                doubled.add(new Report.Doubled(
                        partition.topic(),
                        partition.partition(),
                        offset,
                        each.run().runId()));
            }
            heaviest = heaviest.orHeavier(answer);
        }
        tally.add(heaviest);
        if (heaviest == Answer.NONE) {
            missing.add(new Report.Input(partition.topic(), partition.partition(), offset));
        }
        if (heaviest == Answer.SHED) {
            shed.add(key);
        }
        return heaviest;
    }

    /** To be called once, behind the last input. */
    Report.Partition end() {
        noInputBefore(range.until());
        return new Report.Partition(
                partition.topic(), partition.partition(), range.from(), range.until(), tally.among(inputs));
    }

    private void noInputBefore(long offset) {
        for (RunLedger each : ledgers) {
            long stray = each.ledger().nextAnswered(next, offset);
            while (stray < offset) {
                book.stray(partition, stray, each.run().runId());
                stray = each.ledger().nextAnswered(stray + 1, offset);
            }
        }
    }
}
