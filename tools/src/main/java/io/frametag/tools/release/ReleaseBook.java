package io.frametag.tools.release;

import io.frametag.schema.ModelReleaseOutcome;
import io.frametag.schema.ModelReleaseStatus;
import java.util.Map;
import java.util.TreeMap;

/** What the tasks of all jobs have made of one release. */
final class ReleaseBook {
    private final long release;
    private final int jobs;
    private final Map<String, Run> runs = new TreeMap<>();

    private record Run(int parallelism, Map<Integer, ModelReleaseStatus> ended) {}

    /** @param jobs that are to answer at least */
    ReleaseBook(long release, int jobs) {
        this.release = release;
        this.jobs = jobs;
    }

    /** @return the outcome in words; null if it is another release's */
    String enter(ModelReleaseOutcome outcome) {
        if (outcome.getReleaseOffset() != release) {
            return null;
        }
        Run run = runs.computeIfAbsent(outcome.getRunId(), id -> new Run(outcome.getParallelism(), new TreeMap<>()));
        if (outcome.getStatus() != ModelReleaseStatus.READY) {
            run.ended().put(outcome.getSubtask(), outcome.getStatus());
        }
        return "run " + outcome.getRunId() + ", task " + (outcome.getSubtask() + 1) + " of " + outcome.getParallelism()
                + ": " + words(outcome);
    }

    private static String words(ModelReleaseOutcome outcome) {
        return switch (outcome.getStatus()) {
            case READY -> "ready, loaded in " + outcome.getLoadMs() + " ms";
            case ACTIVE -> "labels with " + model(outcome);
            case REFUSED -> "refused: " + outcome.getReason() + " It goes on with " + model(outcome) + ".";
            case SUPERSEDED -> "passed over for a newer release";
            case UNKNOWN -> "in a state that this version does not know";
        };
    }

    private static String model(ModelReleaseOutcome outcome) {
        return outcome.getModel() == null
                ? "the model of --model"
                : outcome.getModel().getName() + " " + outcome.getModel().getVersion();
    }

    /** @return whether enough jobs have answered, and each task of every one has decided */
    boolean isComplete() {
        return runs.size() >= jobs
                && runs.values().stream().allMatch(run -> run.ended().size() >= run.parallelism());
    }

    int jobs() {
        return runs.size();
    }

    int tasks() {
        return runs.values().stream().mapToInt(Run::parallelism).sum();
    }

    int decided() {
        return runs.values().stream().mapToInt(run -> run.ended().size()).sum();
    }

    /** @return of how many tasks the last word is this */
    long count(ModelReleaseStatus status) {
        return runs.values().stream()
                .flatMap(run -> run.ended().values().stream())
                .filter(status::equals)
                .count();
    }
}
