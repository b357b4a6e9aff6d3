package io.frametag.output;

import io.frametag.image.Integrity;
import io.frametag.model.Label;
import io.frametag.model.ModelId;
import io.frametag.pipeline.FrameInfo;
import io.frametag.pipeline.Origin;
import io.frametag.pipeline.Outcome.Labelled;
import io.frametag.pipeline.Outcome.Rejected;
import io.frametag.pipeline.Outcome.Shed;
import io.frametag.pipeline.RawRecord;
import io.frametag.pipeline.RejectReason;
import io.frametag.pipeline.Stage;
import java.util.List;

/** Outcomes of a test's. */
final class Outcomes {
    static final ModelId MODEL = new ModelId("net/1", "v1", "00ff");

    /** 2026-11-24T23:59:59.000001Z. */
    static final long CAPTURED = 1_795_564_799_000_001L;

    private Outcomes() {}

    static Labelled labelled(String stream, long offset, long capturedAtMicros, Label... labels) {
        FrameInfo frame = new FrameInfo(
                "event-" + offset, stream, offset, capturedAtMicros, 640, 480, Integrity.END_MISSING, 5, false);
        return new Labelled(origin(offset), frame, List.of(labels), MODEL, 1, 2, 3);
    }

    static Rejected rejected(long offset, byte[] value) {
        return new Rejected(
                new RawRecord(origin(offset), value), RejectReason.NOT_AVRO, Stage.DECODE, "x.Y", "It is \"no\" Avro.");
    }

    static Shed shed(long offset) {
        return new Shed(origin(offset), CAPTURED, 200);
    }

    private static Origin origin(long offset) {
        return new Origin("events", 3, offset, CAPTURED / 1000, new byte[] {7}, new Origin.Header[] {
            new Origin.Header("site", new byte[] {1, 2}), new Origin.Header("empty", null)
        });
    }
}
