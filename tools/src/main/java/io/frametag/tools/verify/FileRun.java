package io.frametag.tools.verify;

/** What one run made of inputs in files, and the count of it. */
final class FileRun {
    /** Generous: many runs with few outcomes must count, too. */
    private static final int BYTES_A_RUN = 1024;

    private final String runId;
    private final FileAnswers answers;
    private final Tally tally = new Tally();

    FileRun(String runId, MemoryBudget budget) throws VerificationException {
        budget.take(BYTES_A_RUN + 2L * runId.length());
        this.runId = runId;
        this.answers = new FileAnswers(budget);
    }

    String runId() {
        return runId;
    }

    FileAnswers answers() {
        return answers;
    }

    /** @return the count of the inputs that this run answered, filled by the audit */
    Tally tally() {
        return tally;
    }
}
