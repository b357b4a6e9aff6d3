package io.frametag.pipeline;

import io.frametag.pipeline.Outcome.Labelled;
import io.frametag.segment.FrameReference;
import io.frametag.segment.FrameScores;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Outcomes → what segments are made of; nothing of a rejected or shed one, which might as well not have been sent. */
public final class TakeScores implements FlatMapFunction<Outcome, FrameScores> {
    private final boolean namesModels;

    /** @param namesModels whether frames are to tell by which model they were labelled: in a job that has several */
    public TakeScores(boolean namesModels) {
        this.namesModels = namesModels;
    }

    @Override
    public void flatMap(Outcome outcome, Collector<FrameScores> out) {
        if (outcome instanceof Labelled labelled) {
            Origin origin = labelled.origin();
            out.collect(new FrameScores(
                    labelled.frame().streamId(),
                    eventTimeMicros(labelled.frame().capturedAtMicros(), origin.timestamp()),
                    new FrameReference(
                            origin.topic(),
                            origin.partition(),
                            origin.offset(),
                            labelled.frame().sequence(),
                            namesModels ? labelled.model() : null),
                    labelled.labels()));
        }
    }

    /**
     * The capture time to the microsecond, where the Kafka record has the same to the millisecond; otherwise somebody has
     * corrected a camera's clock, and the record's timestamp, which event time goes by, is the better one.
     *
     * @param timestampMillis the record's; negative for none
     */
    static long eventTimeMicros(long capturedAtMicros, long timestampMillis) {
        boolean same = Math.floorDiv(capturedAtMicros, TimeUnit.MILLISECONDS.toMicros(1)) == timestampMillis;
        long micros = same || timestampMillis < 0 ? capturedAtMicros : TimeUnit.MILLISECONDS.toMicros(timestampMillis);
        return Math.max(0, Math.min(FrameScores.LATEST_MICROS, micros));
    }
}
