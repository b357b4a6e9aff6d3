package io.frametag.tools.verify;

import io.frametag.tools.kafka.OffsetRange;
import java.util.HashMap;
import java.util.Map;

/** What one run made of the inputs: a ledger for each partition that it answered, and the count of it. */
final class RunOutcomes {
    /** Generous for the objects of a run and for a ledger's own: many runs with few outcomes must count too. */
    private static final int BYTES_A_RUN = 1024;

    private static final int BYTES_A_LEDGER = 256;

    private final String runId;
    private final MemoryBudget budget;
    private final Map<InputPartition, OutcomeLedger> ledgers = new HashMap<>();
    private final Tally tally = new Tally();

    RunOutcomes(String runId, MemoryBudget budget) throws VerificationException {
        budget.take(BYTES_A_RUN + 2L * runId.length());
        this.runId = runId;
        this.budget = budget;
    }

    /** @return the partition's ledger, made if this is its first outcome */
    OutcomeLedger ledger(InputPartition input, OffsetRange range) throws VerificationException {
        OutcomeLedger ledger = ledgers.get(input);
        if (ledger == null) {
            budget.take(BYTES_A_LEDGER);
            ledger = new OutcomeLedger(range, budget);
            ledgers.put(input, ledger);
        }
        return ledger;
    }

    /** @return the partition's ledger, or null if the run answered nothing there */
    OutcomeLedger ledger(InputPartition input) {
        return ledgers.get(input);
    }

    String runId() {
        return runId;
    }

    /** @return the count of the inputs that this run answered, filled by the audits */
    Tally tally() {
        return tally;
    }
}
