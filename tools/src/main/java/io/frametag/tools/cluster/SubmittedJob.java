package io.frametag.tools.cluster;

import io.frametag.standalone.Submission;
import java.util.List;
import java.util.Optional;

/**
 * A job as it was started, so that it can be started again from a savepoint.
 *
 * @param id Flink's
 * @param jar the copy in the cluster's folder
 * @param options all of the job's, those that the command has added among them
 */
record SubmittedJob(String id, Road via, String jar, int parallelism, String runId, List<String> options) {
    Submission submission(Optional<String> savepoint) {
        Submission submission = Submission.of(parallelism, options);
        return savepoint.map(submission::from).orElse(submission);
    }

    SubmittedJob withId(String other) {
        return new SubmittedJob(other, via, jar, parallelism, runId, options);
    }

    SubmittedJob withJar(String other) {
        return new SubmittedJob(id, via, other, parallelism, runId, options);
    }

    SubmittedJob atParallelism(int other) {
        return new SubmittedJob(id, via, jar, other, runId, options);
    }
}
