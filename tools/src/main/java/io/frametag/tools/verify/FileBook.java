package io.frametag.tools.verify;

import java.util.Optional;
import java.util.Set;

/** All outcomes of inputs in files, by run. Which of these files are in question is known when the inputs are listed. */
final class FileBook implements Outcomes {
    private final FileName.Digest digest = new FileName.Digest();
    private final Runs<FileRun> runs;
    private final Examples<Report.Stray> strays;
    private long outcomes;
    private long ofTopics;

    /**
     * @param onlyRun the one run that counts, or all
     * @param listed how many examples are kept of each kind of trouble
     */
    FileBook(Optional<String> onlyRun, int listed, MemoryBudget budget) throws VerificationException {
        this.runs = new Runs<>(onlyRun, runId -> new FileRun(runId, budget));
        this.strays = new Examples<>(listed);
    }

    @Override
    public void record(Outcome outcome) throws VerificationException {
        InputPartition input = outcome.input();
        outcomes++;
        if (!input.isFile()) {
            ofTopics++;
        } else if (runs.count(outcome.runId())) {
            if (input.partition() != 0 || outcome.offset() < 0 || outcome.offset() > OrdinalAnswers.highestOrdinal()) {
                stray(input, outcome.offset(), outcome.runId());
            } else {
                runs.of(outcome.runId()).answers().record(digest.of(input.topic()), outcome.offset(), outcome.kind());
            }
        }
    }

    /** Notes that a run answered an input that does not exist. */
    void stray(InputPartition input, long offset, String runId) {
        strays.add(new Report.Stray(input.topic(), input.partition(), offset, runId));
    }

    /** @return every run that counts and answered something, and the one that was asked for in any case */
    Iterable<FileRun> runs() {
        return runs.all();
    }

    /** @return some of the runs that were passed over because another was asked for */
    Set<String> otherRuns() {
        return runs.others();
    }

    Examples<Report.Stray> strays() {
        return strays;
    }

    /** @return of whatever inputs and runs */
    long outcomes() {
        return outcomes;
    }

    /** @return of inputs that are in topics, or in files that the audit has not come across */
    long ofOthers() {
        long others = ofTopics;
        for (FileRun run : runs.all()) {
            others += run.answers().answeredElsewhere();
        }
        return others;
    }
}
