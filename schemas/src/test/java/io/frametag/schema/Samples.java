package io.frametag.schema;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records with every field set. */
final class Samples {
    private Samples() {}

    static ImageEvent event(byte[] payload) {
        return ImageEvent.newBuilder()
                .setEventId("e-1")
                .setStreamId("camera-1")
                .setSequence(7)
                .setCapturedAt(Instant.parse("2026-11-24T10:00:00.000001Z"))
                .setSentAt(Instant.parse("2026-11-24T10:00:00.000002Z"))
                .setContentType("image/jpeg")
                .setWidth(640)
                .setHeight(480)
                .setStride(1920)
                .setPayload(ByteBuffer.wrap(payload))
                .setAttributes(Map.of("site", "north"))
                .build();
    }

    static ImageLabels labels() {
        return ImageLabels.newBuilder()
                .setEventId("e-1")
                .setStreamId("camera-1")
                .setSequence(7)
                .setCapturedAt(Instant.parse("2026-11-24T10:00:00.000001Z"))
                .setLabelledAt(Instant.parse("2026-11-24T10:00:00.010001Z"))
                .setInput(new InputCoordinates("image-events", 3, 12345L))
                .setRunId("run-1")
                .setModel(new Model("PP-LCNet_x0_5", "1", "00ff"))
                .setLabels(List.of(new Label(3, "cat", 0.9f)))
                .setImageWidth(640)
                .setImageHeight(480)
                .setLatency(new Latency(1L, 2L, 3L, 4L, 10_000L))
                .setFlags(List.of(Flag.CAPTURED_IN_FUTURE))
                .build();
    }

    static Segment segment() {
        return Segment.newBuilder()
                .setSegmentId("camera-1/3/1795600800000001")
                .setStreamId("camera-1")
                .setLabelIndex(3)
                .setLabel("cat")
                .setState(SegmentState.CLOSED)
                .setStartAt(Instant.parse("2026-11-25T10:00:00.000001Z"))
                .setEndAt(Instant.parse("2026-11-25T10:00:07.000001Z"))
                .setMeanScore(0.8f)
                .setPeakScore(0.9f)
                .setFrames(70)
                .setBestFrame(new FrameReference("image-events", 3, 12345L, 7L))
                .setRunId("run-1")
                .setModel(new Model("PP-LCNet_x0_5", "1", "00ff"))
                .build();
    }

    static ShedFrame shed() {
        return ShedFrame.newBuilder()
                .setStreamId("camera-1")
                .setInput(new InputCoordinates("image-events", 3, 12345L))
                .setRunId("run-1")
                .setCapturedAt(Instant.parse("2026-11-24T10:00:00.001Z"))
                .setShedAt(Instant.parse("2026-11-24T10:00:00.250001Z"))
                .setDeadlineMs(200)
                .build();
    }

    static ModelRelease release() {
        return ModelRelease.newBuilder()
                .setBundle("s3://models/pets")
                .setSha256("00ff")
                .setVersion("2026-11-24")
                .setReleasedAt(Instant.parse("2026-11-24T10:00:00.000001Z"))
                .build();
    }

    static ModelReleaseOutcome releaseOutcome() {
        return ModelReleaseOutcome.newBuilder()
                .setReleaseOffset(7)
                .setStatus(ModelReleaseStatus.REFUSED)
                .setReason("there is no inference.onnx.")
                .setBundle("s3://models/pets")
                .setSha256("00ff")
                .setVersion("2026-11-24")
                .setModel(new Model("PP-LCNet_x0_5", "1", "00ff"))
                .setSubtask(1)
                .setParallelism(2)
                .setLoadMs(120L)
                .setRunId("run-1")
                .setDecidedAt(Instant.parse("2026-11-24T10:00:00.250001Z"))
                .build();
    }

    static ModelReleaseState releaseState() {
        return ModelReleaseState.newBuilder()
                .setHeardOffset(7)
                .setActive(new HeldRelease(3L, "/models/cats", "00aa", null))
                .setPending(new HeldRelease(7L, "s3://models/pets", "00ff", "2026-11-24"))
                .build();
    }
}
