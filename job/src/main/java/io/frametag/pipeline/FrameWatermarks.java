package io.frametag.pipeline;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Event time of one partition: the greatest record timestamp so far, said behind each record and not by the wall clock. What a
 * segment's end is found by then hangs on the records' order alone, and a job that catches up on a backlog finds the same
 * ends as one that was there. No allowance for streams that lag: {@link TrackSegments} makes one for each by itself.
 */
public final class FrameWatermarks implements WatermarkGenerator<RawRecord> {
    private long greatest = Long.MIN_VALUE + 1;

    private FrameWatermarks() {}

    /** @param idle a partition without a record for this long by the wall clock is no longer waited for */
    public static WatermarkStrategy<RawRecord> withIdleness(Duration idle) {
        return WatermarkStrategy.<RawRecord>forGenerator(context -> new FrameWatermarks())
                .withIdleness(idle);
    }

    @Override
    public void onEvent(RawRecord record, long timestampMillis, WatermarkOutput output) {
        if (timestampMillis > greatest) {
            greatest = timestampMillis;
            // Another record of the same millisecond may follow.
            output.emitWatermark(new Watermark(greatest - 1));
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        // Said already.
    }
}
