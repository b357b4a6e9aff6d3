package io.frametag.release;

import io.frametag.metrics.ReleaseMetrics;
import io.frametag.model.ModelId;
import io.frametag.pipeline.Clock;
import io.frametag.schema.EpochMicros;
import io.frametag.schema.Model;
import io.frametag.schema.ModelReleaseOutcome;
import io.frametag.schema.ModelReleaseStatus;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one task says of its releases: to the topic, the metrics and the log. */
final class ReleaseReport {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseReport.class);

    private final int subtask;
    private final int parallelism;
    private final String runId;
    private final Clock clock;
    private final ReleaseMetrics metrics;
    private final Consumer<ModelReleaseOutcome> outcomes;

    ReleaseReport(
            int subtask,
            int parallelism,
            String runId,
            Clock clock,
            ReleaseMetrics metrics,
            Consumer<ModelReleaseOutcome> outcomes) {
        this.subtask = subtask;
        this.parallelism = parallelism;
        this.runId = runId;
        this.clock = clock;
        this.metrics = metrics;
        this.outcomes = outcomes;
    }

    /** @param labelling what the task labels with meanwhile; null if it has not begun */
    void ready(Release release, long loadMillis, ModelId labelling) {
        metrics.loaded(loadMillis);
        say(outcome(ModelReleaseStatus.READY, release, labelling).setLoadMs(loadMillis));
    }

    void active(Release release, ModelId labelling) {
        LOG.info("Task {} labels with model {}, {}", subtask, labelling, release);
        metrics.active(release.offset());
        say(outcome(ModelReleaseStatus.ACTIVE, release, labelling));
    }

    /** Of a state's release, which a task labels with again. */
    void resumed(Release release, long loadMillis, ModelId labelling) {
        metrics.loaded(loadMillis);
        active(release, labelling);
    }

    void superseded(Release release, ModelId labelling) {
        say(outcome(ModelReleaseStatus.SUPERSEDED, release, labelling));
    }

    void refused(Release release, String reason, ModelId labelling) {
        warn(release.toString(), reason, labelling);
        say(outcome(ModelReleaseStatus.REFUSED, release, labelling).setReason(reason));
    }

    /** Of a record that is no release. */
    void refused(long offset, String reason, ModelId labelling) {
        warn("release " + offset, reason, labelling);
        say(outcome(ModelReleaseStatus.REFUSED, offset, labelling).setReason(reason));
    }

    private void warn(String release, String reason, ModelId labelling) {
        LOG.warn(
                "Task {} refuses {}: {} {}",
                subtask,
                release,
                reason,
                labelling == null ? "It begins with --model." : "It goes on with model " + labelling + ".");
        metrics.refused();
    }

    private ModelReleaseOutcome.Builder outcome(ModelReleaseStatus status, Release release, ModelId labelling) {
        return outcome(status, release.offset(), labelling)
                .setBundle(release.bundle())
                .setSha256(release.sha256())
                .setVersion(release.version());
    }

    private ModelReleaseOutcome.Builder outcome(ModelReleaseStatus status, long offset, ModelId labelling) {
        return ModelReleaseOutcome.newBuilder()
                .setReleaseOffset(offset)
                .setStatus(status)
                .setModel(
                        labelling == null ? null : new Model(labelling.name(), labelling.version(), labelling.sha256()))
                .setSubtask(subtask)
                .setParallelism(parallelism)
                .setRunId(runId)
                .setDecidedAt(EpochMicros.toInstant(clock.wallMicros()));
    }

    private void say(ModelReleaseOutcome.Builder outcome) {
        outcomes.accept(outcome.build());
    }
}
