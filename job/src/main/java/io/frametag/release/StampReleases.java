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
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorV2;
import org.apache.flink.streaming.api.operators.Input;
import org.apache.flink.streaming.api.operators.MultipleInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * Records → the same, each with the model that is active for it. A swap comes as a mail of the task's, and so between two records:
 * the chain behind this operator has handled each before the next begins.
 *
 * <p>Event time is the records' alone.
 */
final class StampReleases extends AbstractStreamOperatorV2<InFlight> implements MultipleInputStreamOperator<InFlight> {
    static final OutputTag<byte[]> OUTCOMES =
            new OutputTag<>("model-release-outcomes", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    private static final int INPUTS = 2;

    private final StampReleasesFactory settings;
    private final MailboxExecutor mailbox;
    private final SingleObjectCodec<ModelReleaseOutcome> codec = SingleObjectCodec.modelReleaseOutcomes();
    private ListState<byte[]> kept;
    private Optional<RestoredReleases> restored = Optional.empty();
    private ModelSwitch models;
    /** Until there is an output to say them to; then null. */
    private List<ModelReleaseOutcome> early = new ArrayList<>();

    StampReleases(StreamOperatorParameters<InFlight> parameters, StampReleasesFactory settings) {
        super(parameters, INPUTS);
        this.settings = settings;
        this.mailbox = parameters.getMailboxExecutor();
    }

    @Override
    @SuppressWarnings("rawtypes") // Flink's own.
    public List<Input> getInputs() {
        return List.of(new Records(), new Releases());
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
                () -> mailbox.execute(() -> models.swap(), "swap the model"));
        models = new ModelSwitch(settings.first(), settings.opener(), loader, report);
        models.start(restored, settings.newest());
        mailbox.execute(this::sayEarly, "say what became of the first release");
    }

    private void say(ModelReleaseOutcome outcome) {
        if (early != null) {
            early.add(outcome);
        } else {
            output.collect(OUTCOMES, new StreamRecord<>(codec.encode(outcome)));
        }
    }

    private void sayEarly() {
        List<ModelReleaseOutcome> waiting = early;
        early = null;
        waiting.forEach(this::say);
    }

    @Override
    public void close() throws Exception {
        if (models != null) {
            models.close();
        }
        super.close();
    }

    private final class Records implements Input<RawRecord> {
        @Override
        public void processElement(StreamRecord<RawRecord> record) {
            output.collect(record.replace(new Stamped(record.getValue(), models.model())));
        }

        @Override
        public void processWatermark(Watermark mark) {
            output.emitWatermark(mark);
        }

        @Override
        public void processWatermarkStatus(WatermarkStatus status) {
            output.emitWatermarkStatus(status);
        }

        @Override
        public void processLatencyMarker(LatencyMarker marker) {
            reportOrForwardLatencyMarker(marker);
        }

        @Override
        public void setKeyContextElement(StreamRecord<RawRecord> record) {
            // No keys.
        }
    }

    /** Nothing of frames hangs on when a release came: its watermarks and idleness go no further. */
    private final class Releases implements Input<ReleaseMessage> {
        @Override
        public void processElement(StreamRecord<ReleaseMessage> record) {
            models.hear(record.getValue());
        }

        @Override
        public void processWatermark(Watermark mark) {
            // See above.
        }

        @Override
        public void processWatermarkStatus(WatermarkStatus status) {
            // See above.
        }

        @Override
        public void processLatencyMarker(LatencyMarker marker) {
            // See above.
        }

        @Override
        public void setKeyContextElement(StreamRecord<ReleaseMessage> record) {
            // No keys.
        }
    }
}
