package io.frametag.pipeline;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Passes outcomes on, and counts them for the report of a bounded run. What has been counted since last time goes to the one
 * {@link SumTallies}, before each checkpoint's barrier and at the end at the latest: so that this operator has no state of its
 * own, and each outcome is in a checkpoint's sum exactly if it is before its barrier.
 *
 * <p>The sums are not kept here, in state of each task, because a task that has read its partitions to their end is gone from
 * all later checkpoints; a job that is restored from one of these would have forgotten what the task had counted.
 */
public final class TallyOutcomes extends AbstractStreamOperator<Outcome>
        implements OneInputStreamOperator<Outcome, Outcome>, BoundedOneInput, ProcessingTimeCallback {
    /** How often the sum hears of progress between checkpoints. */
    private static final long INTERVAL_MILLIS = 1000;

    private static final OutputTag<Map<String, Long>> TALLIES =
            new OutputTag<>("tallies", Types.MAP(Types.STRING, Types.LONG));

    private final boolean withOffsets;
    private transient Map<String, Long> tally;
    private transient LastOffsets offsets;
    private transient ScheduledFuture<?> timer;

    private TallyOutcomes(boolean withOffsets) {
        this.withOffsets = withOffsets;
    }

    /**
     * Adds the count to a dataflow.
     *
     * @param withOffsets whether to count how far each partition is: not for files, of which there may be millions
     * @return the same outcomes, to be written
     */
    public static SingleOutputStreamOperator<Outcome> of(
            SingleOutputStreamOperator<Outcome> outcomes, boolean withOffsets) {
        SingleOutputStreamOperator<Outcome> counted = outcomes.transform(
                        "tally", UnionTypeInfo.OUTCOME, new TallyOutcomes(withOffsets))
                .uid("tally");
        counted.getSideOutput(TALLIES)
                .flatMap(new SumTallies())
                .returns(Types.VOID)
                .name("sum")
                .uid("tally-sum")
                .setParallelism(1)
                .setMaxParallelism(1)
                // A job of one task would take it into its chain, and then has another maximum than the state of one of
                // several.
                .startNewChain()
                .sinkTo(new DiscardingSink<>())
                .name("summed")
                .uid("tally-summed")
                .setParallelism(1);
        return counted;
    }

    @Override
    public void open() throws Exception {
        super.open();
        tally = new HashMap<>();
        offsets = new LastOffsets();
        nextTimer();
    }

    @Override
    public void processElement(StreamRecord<Outcome> record) {
        Outcome outcome = record.getValue();
        tally.merge(name(outcome), 1L, Long::sum);
        if (withOffsets) {
            offsets.add(outcome.origin());
        }
        output.collect(record);
    }

    private static String name(Outcome outcome) {
        if (outcome instanceof Outcome.Rejected rejected) {
            return TallyNames.REJECTED + rejected.reason().name();
        }
        return outcome instanceof Outcome.Shed ? TallyNames.SHED : TallyNames.LABELLED;
    }

    @Override
    public void onProcessingTime(long time) {
        send();
        nextTimer();
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpoint) {
        send();
    }

    @Override
    public void endInput() {
        send();
    }

    @Override
    public void close() throws Exception {
        if (timer != null) {
            timer.cancel(false);
        }
        super.close();
    }

    private void send() {
        offsets.drainTo(tally);
        if (!tally.isEmpty()) {
            output.collect(TALLIES, new StreamRecord<>(tally));
            tally = new HashMap<>();
        }
    }

    private void nextTimer() {
        var time = getProcessingTimeService();
        timer = time.registerTimer(time.getCurrentProcessingTime() + INTERVAL_MILLIS, this);
    }
}
