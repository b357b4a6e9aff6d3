package io.frametag.release;

import io.frametag.metrics.ReleaseMetrics;
import io.frametag.pipeline.InFlight;
import io.frametag.pipeline.InFlight.Stamped;
import io.frametag.pipeline.RawRecord;
import io.frametag.schema.ModelReleaseOutcome;
import io.frametag.schema.SingleObjectCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * Records → the same, each with the model that is active for it. A swap comes as a mail of the task's, and so between two records:
 * the chain behind this operator has handled each before the next begins.
 */
final class StampReleases extends AbstractStreamOperator<InFlight>
        implements OneInputStreamOperator<RawRecord, InFlight> {
    static final OutputTag<byte[]> OUTCOMES =
            new OutputTag<>("model-release-outcomes", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private final StampReleasesFactory settings;
    private final MailboxExecutor mailbox;
    private final SingleObjectCodec<ModelReleaseOutcome> codec = SingleObjectCodec.modelReleaseOutcomes();
    private ListState<byte[]> kept;
    private Optional<RestoredReleases> restored = Optional.empty();
    private ModelSwitch models;
    private ReleaseFollower follower;
    /** Until there is an output to say them to; then null. */
    private List<ModelReleaseOutcome> early = new ArrayList<>();

    private boolean finished;

    StampReleases(StreamOperatorParameters<InFlight> parameters, StampReleasesFactory settings) {
        super(parameters);
        this.settings = settings;
        this.mailbox = parameters.getMailboxExecutor();
    }

    @Override
    public void processElement(StreamRecord<RawRecord> record) {
        output.collect(record.replace(new Stamped(record.getValue(), models.model())));
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        // All tasks see the state of all. Flink takes no checkpoint while only some of them have ended: none ends by
        // itself.
        kept = context.getOperatorStateStore()
                .getUnionListState(
                        new ListStateDescriptor<>("releases", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        ReleaseStateCodec states = new ReleaseStateCodec();
        List<ReleaseState> tasks = new ArrayList<>();
        kept.get().forEach(bytes -> tasks.add(states.decode(bytes)));
        restored = RestoredReleases.of(tasks);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        kept.update(List.of(new ReleaseStateCodec().encode(models.state())));
    }

    @Override
    public void open() throws Exception {
        super.open();
        var task = getRuntimeContext().getTaskInfo();
        ReleaseReport report = new ReleaseReport(
                task.getIndexOfThisSubtask(),
                task.getNumberOfParallelSubtasks(),
                settings.runId(),
                settings.clock(),
                new ReleaseMetrics(getMetricGroup()),
                this::say);
        ModelLoader loader = new ModelLoader(
                task.getTaskNameWithSubtasks(),
                settings.opener(),
                () -> unlessFinished(() -> models.swap(), "swap the model"));
        models = new ModelSwitch(settings.first(), settings.opener(), loader, report);
        models.start(restored, settings.releases());
        follower = new ReleaseFollower(
                task.getTaskNameWithSubtasks(),
                settings.releases(),
                models.next(),
                message -> unlessFinished(() -> models.hear(message), "hear of a release"),
                failure -> unlessFinished(
                        () -> {
                            throw failure;
                        },
                        "fail, since releases cannot be read"));
        mailbox.execute(this::sayEarly, "say what became of the first release");
    }

    private void unlessFinished(ThrowingRunnable<Exception> mail, String description) {
        mailbox.execute(
                () -> {
                    if (!finished) {
                        mail.run();
                    }
                },
                description);
    }

    /** In a drained stop mails still run, but whoever writes outcomes takes none any more. What was loading stays pending. */
    @Override
    public void finish() throws Exception {
        sayEarly();
        finished = true;
        super.finish();
    }

    private void say(ModelReleaseOutcome outcome) {
        if (early != null) {
            early.add(outcome);
        } else {
            output.collect(OUTCOMES, new StreamRecord<>(codec.encode(outcome)));
        }
    }

    private void sayEarly() {
        List<ModelReleaseOutcome> waiting = early == null ? List.of() : early;
        early = null;
        waiting.forEach(this::say);
    }

    @Override
    public void close() throws Exception {
        if (follower != null) {
            follower.close();
        }
        if (models != null) {
            models.close();
        }
        super.close();
    }
}
