package io.frametag.pipeline;

import io.frametag.metrics.SegmentMetrics;
import io.frametag.segment.FrameScores;
import io.frametag.segment.Segment;
import io.frametag.segment.SegmentSettings;
import io.frametag.segment.Segmenter;
import io.frametag.segment.StreamTracks;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * One stream's frames → its segments. A stream's end, which closes what is open and drops the state, is found in three ways:
 *
 * <ol>
 *   <li>its next frame comes after a gap;
 *   <li>event time has passed by for a gap since its last frame: others have sent, and it has not. A stream whose clock is
 *       behind the others' is judged from where event time was when its frame came;
 *   <li>no frame has come for {@code idle} by the wall clock: for when event time stands still, because nobody sends, or
 *       because another partition holds it back. After a restart that time is counted anew, since the frames of the outage are
 *       still to come.
 * </ol>
 *
 * The first two give the same segments whenever the same frames are read; the third does unless a frame follows after all.
 */
public final class TrackSegments extends KeyedProcessFunction<String, FrameScores, Segment> {
    private static final long NOT_YET = -1;
    /** What Flink says before the first. */
    private static final long NO_WATERMARK = Long.MIN_VALUE;

    private final SegmentSettings settings;
    private final long idleMillis;

    private transient Segmenter segmenter;
    private transient StreamStateCodec codec;
    private transient ValueState<byte[]> stored;
    private transient SegmentMetrics metrics;
    private transient long startedAt;

    /** @param idle by the wall clock */
    public TrackSegments(SegmentSettings settings, Duration idle) {
        this.settings = settings;
        this.idleMillis = idle.toMillis();
    }

    @Override
    public void open(OpenContext context) {
        segmenter = new Segmenter(settings);
        codec = new StreamStateCodec();
        stored = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("stream", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        metrics = new SegmentMetrics(getRuntimeContext().getMetricGroup());
        startedAt = NOT_YET;
    }

    @Override
    public void processElement(FrameScores frame, Context context, Collector<Segment> out) throws Exception {
        TimerService timers = context.timerService();
        noteStart(timers);
        StreamState state = load();
        if (state != null && state.tracks().isAfter(frame)) {
            metrics.late();
            return;
        }
        StreamTracks tracks =
                segmenter.next(state == null ? null : state.tracks(), frame, segment -> write(segment, out));
        long silentAt = silentAt(frame, timers.currentWatermark());
        if (state != null && timers.currentWatermark() == NO_WATERMARK) {
            // After a restart, as watermarks are in no checkpoint: the stream is as far behind the others as it was.
            long since = TimeUnit.MICROSECONDS.toMillis(
                    frame.atMicros() - state.tracks().lastMicros());
            silentAt = Math.max(silentAt, state.silentAt() + since);
        }
        long idleAt = timers.currentProcessingTime() + idleMillis;
        if (state == null) {
            timers.registerEventTimeTimer(silentAt);
            timers.registerProcessingTimeTimer(idleAt);
            state = new StreamState(tracks, silentAt, silentAt, idleAt, idleAt);
        }
        stored.update(codec.encode(state.withFrame(tracks, silentAt, idleAt)));
        metrics.open(frame.streamId(), tracks.openSegments());
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Segment> out) throws Exception {
        TimerService timers = context.timerService();
        noteStart(timers);
        StreamState state = load();
        if (state == null) {
            return;
        }
        boolean byEventTime = context.timeDomain() == TimeDomain.EVENT_TIME;
        long due = byEventTime ? state.silentAt() : Math.max(state.idleAt(), startedAt + idleMillis);
        if (due <= time) {
            end(context.getCurrentKey(), state, timers, out);
        } else if (byEventTime) {
            timers.registerEventTimeTimer(due);
            stored.update(codec.encode(state.withSilenceTimer(due)));
        } else {
            timers.registerProcessingTimeTimer(due);
            stored.update(codec.encode(state.withIdleTimer(due)));
        }
    }

    private void end(String streamId, StreamState state, TimerService timers, Collector<Segment> out) {
        segmenter.end(streamId, state.tracks(), segment -> write(segment, out));
        timers.deleteEventTimeTimer(state.silenceTimer());
        timers.deleteProcessingTimeTimer(state.idleTimer());
        stored.clear();
        metrics.open(streamId, 0);
    }

    /** A frame of the last millisecond that is within the gap may still follow, so that the gap is over one later. */
    private long silentAt(FrameScores frame, long watermark) {
        long byFrame = TimeUnit.MICROSECONDS.toMillis(frame.atMicros() + settings.gapMicros()) + 1;
        long gapMillis = TimeUnit.MICROSECONDS.toMillis(settings.gapMicros());
        return watermark > Long.MAX_VALUE - gapMillis ? Long.MAX_VALUE : Math.max(byFrame, watermark + gapMillis);
    }

    private void noteStart(TimerService timers) {
        if (startedAt == NOT_YET) {
            startedAt = timers.currentProcessingTime();
        }
    }

    private StreamState load() throws Exception {
        byte[] bytes = stored.value();
        return bytes == null ? null : codec.decode(bytes);
    }

    private void write(Segment segment, Collector<Segment> out) {
        switch (segment.state()) {
            case OPEN -> metrics.opened();
            case CLOSED -> metrics.closed();
            case UPDATE -> {}
        }
        out.collect(segment);
    }
}
