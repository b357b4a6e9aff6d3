package io.frametag.pipeline;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/**
 * The sum of all tasks' tallies, which it shows as Flink's accumulators ({@link TallyNames}). There is one of it, which ends
 * after all who count: its state is in every checkpoint, and the sums are exact whatever was restored.
 */
public final class SumTallies extends RichFlatMapFunction<Map<String, Long>, Void> implements CheckpointedFunction {
    private transient Map<String, Long> sums;
    private transient Map<String, LongCounter> shown;
    private transient ListState<Map<String, Long>> saved;

    private SumTallies() {}

    /** Adds the sum of all {@link Tallying} operators' tallies to a dataflow. */
    public static void of(DataStream<Map<String, Long>> tallies) {
        tallies.flatMap(new SumTallies())
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
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        sums = new HashMap<>();
        saved = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("sums", Types.MAP(Types.STRING, Types.LONG)));
        for (Map<String, Long> restored : saved.get()) {
            add(restored);
        }
    }

    @Override
    public void open(OpenContext context) {
        shown = new HashMap<>();
        TallyNames.ALWAYS.forEach(name -> sums.putIfAbsent(name, 0L));
        sums.keySet().forEach(this::show);
    }

    @Override
    public void flatMap(Map<String, Long> tally, Collector<Void> out) {
        add(tally);
        tally.keySet().forEach(this::show);
    }

    private void add(Map<String, Long> tally) {
        tally.forEach((name, count) -> sums.merge(name, count, Long::sum));
    }

    /** An accumulator counts from 0 in each attempt, whatever the state says: it is set, not added to. */
    private void show(String name) {
        LongCounter counter = shown.computeIfAbsent(name, missing -> {
            LongCounter fresh = new LongCounter();
            getRuntimeContext().addAccumulator(missing, fresh);
            return fresh;
        });
        counter.add(sums.get(name) - counter.getLocalValuePrimitive());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        saved.clear();
        saved.add(Map.copyOf(sums));
    }
}
