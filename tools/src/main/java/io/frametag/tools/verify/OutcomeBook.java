package io.frametag.tools.verify;

import io.frametag.tools.kafka.OffsetRange;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All outcomes that bear on the inputs in question, by run. It judges what can be judged from the coordinates alone; the
 * rest waits for the inputs themselves ({@link InputAudit}).
 */
final class OutcomeBook implements Outcomes {
    private final Map<InputPartition, InputRange> inputs;
    private final Runs<RunOutcomes> runs;
    private final Set<String> topics;
    private final Examples<Report.Stray> strays;
    private long outsideRange;
    private long ofOtherTopics;

    /**
     * An input partition as the verification sees it.
     *
     * @param range the inputs in question
     * @param existUntil no input at this offset or a later one existed when the outcomes' ends were noted, so an outcome
     *     that names one answers nothing
     */
    record InputRange(OffsetRange range, long existUntil) {}

    /**
     * @param inputs every partition of every input topic
     * @param onlyRun the one run that counts, or all
     * @param listed how many examples are kept of each kind of trouble
     */
    OutcomeBook(Map<InputPartition, InputRange> inputs, Optional<String> onlyRun, int listed, MemoryBudget budget)
            throws VerificationException {
        this.inputs = inputs;
        this.runs = new Runs<>(onlyRun, runId -> new RunOutcomes(runId, budget));
        this.strays = new Examples<>(listed);
        this.topics = inputs.keySet().stream().map(InputPartition::topic).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void record(Outcome outcome) throws VerificationException {
        if (!topics.contains(outcome.input().topic())) {
            ofOtherTopics++;
        } else if (runs.count(outcome.runId())) {
            recordOfOurs(outcome);
        }
    }

    private void recordOfOurs(Outcome outcome) throws VerificationException {
        InputRange input = inputs.get(outcome.input());
        if (input == null || outcome.offset() < 0 || outcome.offset() >= input.existUntil()) {
            stray(outcome.input(), outcome.offset(), outcome.runId());
        } else if (input.range().contains(outcome.offset())) {
            runs.of(outcome.runId()).ledger(outcome.input(), input.range()).record(outcome.offset(), outcome.kind());
        } else {
            outsideRange++;
        }
    }

    /** Notes that a run answered an input that does not exist. */
    void stray(InputPartition input, long offset, String runId) {
        strays.add(new Report.Stray(input.topic(), input.partition(), offset, runId));
    }

    /** @return every run that counts and answered something in the range, and the one that was asked for in any case */
    Iterable<RunOutcomes> runs() {
        return runs.all();
    }

    /** @return some of the runs that were passed over because another was asked for */
    Set<String> otherRuns() {
        return runs.others();
    }

    Examples<Report.Stray> strays() {
        return strays;
    }

    /** @return how many outcomes name an input before or after the range */
    long outsideRange() {
        return outsideRange;
    }

    long ofOtherTopics() {
        return ofOtherTopics;
    }
}
