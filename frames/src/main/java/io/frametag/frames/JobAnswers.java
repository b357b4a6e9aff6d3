package io.frametag.frames;

import io.frametag.frames.quality.FoundSegment;
import io.frametag.frames.quality.LabelSpan;
import io.frametag.frames.quality.StreamOutcome;
import io.frametag.schema.EpochMicros;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.Segment;
import io.frametag.schema.SegmentState;
import io.frametag.tools.CommandFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the job wrote, by stream, in numbers of frames instead of times. A record that comes again changes nothing. Not
 * thread-safe.
 */
final class JobAnswers {
    private final Map<String, Map<Integer, String>> labels = new HashMap<>();
    private final Map<String, Map<Long, Integer>> frames = new HashMap<>();
    /** By id: the last record of each. */
    private final Map<String, Segment> segments = new HashMap<>();

    void add(ImageLabels answer) {
        int frame = Math.toIntExact(answer.getSequence());
        labels.computeIfAbsent(answer.getStreamId(), stream -> new HashMap<>()).put(frame, best(answer));
        frames.computeIfAbsent(answer.getStreamId(), stream -> new HashMap<>())
                .put(EpochMicros.of(answer.getCapturedAt()), frame);
    }

    /** @return "", which no label is called, if none is above its threshold */
    private static String best(ImageLabels answer) {
        return answer.getLabels().isEmpty() ? "" : answer.getLabels().get(0).getName();
    }

    void add(Segment segment) {
        segments.put(segment.getSegmentId(), segment);
    }

    /**
     * @param shown a stream that has ended, and of which everything was added
     * @throws CommandFailure if a frame has no label, or a segment is not closed
     */
    StreamOutcome of(ShownStream shown) {
        List<String> truth = shown.truth();
        Map<Integer, String> known = labels.getOrDefault(shown.name(), Map.of());
        List<String> best = new ArrayList<>();
        for (int frame = 0; frame < truth.size(); frame++) {
            if (!known.containsKey(frame)) {
                throw CommandFailure.failed("Frame " + frame + " of " + shown.name() + " has no label.", null);
            }
            best.add(known.get(frame));
        }
        List<FoundSegment> found = segments.values().stream()
                .filter(segment -> segment.getStreamId().equals(shown.name()))
                .map(this::found)
                .toList();
        return new StreamOutcome(truth, best, found);
    }

    private FoundSegment found(Segment segment) {
        if (segment.getState() != SegmentState.CLOSED) {
            throw CommandFailure.failed("Segment " + segment.getSegmentId() + " was not closed.", null);
        }
        return new FoundSegment(
                new LabelSpan(
                        segment.getLabel(), frame(segment, segment.getStartAt()), frame(segment, segment.getEndAt())),
                segment.getMeanScore());
    }

    private int frame(Segment segment, Instant time) {
        Integer frame = frames.get(segment.getStreamId()).get(EpochMicros.of(time));
        if (frame == null) {
            throw CommandFailure.failed(
                    "Segment " + segment.getSegmentId() + " begins or ends at " + time + ", where no frame is.", null);
        }
        return frame;
    }
}
