package io.frametag.pipeline;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.SideOutputDataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Counts records of a bounded run, for its report. What has been counted since last time goes to the one {@link SumTallies},
 * before each checkpoint's barrier and at the end at the latest: so that this operator has no state of its own, and each record
 * is in a checkpoint's sum exactly if it is before its barrier.
 *
 * <p>The sums are not kept here, in state of each task, because a task that has read its partitions to their end is gone from
 * all later checkpoints; a job that is restored from one of these would have forgotten what the task had counted.
 *
 * @param <T> what passes through
 */
public final class Tallying<T> extends AbstractStreamOperator<T>
        implements OneInputStreamOperator<T, T>, BoundedOneInput, ProcessingTimeCallback {
    /**
     * Says which records are counted. One for each task, which calls it from one thread.
     *
     * @param <T> what passes through
     */
    public interface Counter<T> extends Serializable {
        /** Before the first record of an attempt. */
        default void open() throws Exception {}

        /** @return one of {@link TallyNames}; null for a record that is not counted */
        String nameOf(T record);
    }

    /** How often the sum hears of progress between checkpoints. */
    private static final long INTERVAL_MILLIS = 1000;

    private static final OutputTag<Map<String, Long>> TALLIES =
            new OutputTag<>("tallies", Types.MAP(Types.STRING, Types.LONG));

    private final Counter<T> counter;
    private final boolean passesCounted;
    private transient Map<String, Long> tally;
    private transient ScheduledFuture<?> timer;

    /** @param passesCounted whether records go on that are counted; all others do */
    public Tallying(Counter<T> counter, boolean passesCounted) {
        this.counter = counter;
        this.passesCounted = passesCounted;
    }

    /** @return the tallies that an operator of this kind sends, for {@link SumTallies#of} */
    public static SideOutputDataStream<Map<String, Long>> tallies(SingleOutputStreamOperator<?> counted) {
        return counted.getSideOutput(TALLIES);
    }

    @Override
    public void open() throws Exception {
        super.open();
        counter.open();
        tally = new HashMap<>();
        nextTimer();
    }

    @Override
    public void processElement(StreamRecord<T> record) {
        String name = counter.nameOf(record.getValue());
        if (name != null) {
            tally.merge(name, 1L, Long::sum);
        }
        if (name == null || passesCounted) {
            output.collect(record);
        }
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
