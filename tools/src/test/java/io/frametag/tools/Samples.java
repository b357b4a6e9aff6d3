package io.frametag.tools;

import io.frametag.schema.Flag;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.InputCoordinates;
import io.frametag.schema.Label;
import io.frametag.schema.Latency;
import io.frametag.schema.Model;
import java.time.Instant;
import java.util.List;

/** Label records with every field set. */
final class Samples {
    private Samples() {}

    static ImageLabels labels(String frame, List<Label> labels, Latency latency, Flag... flags) {
        return ImageLabels.newBuilder()
                .setEventId(frame)
                .setStreamId("photos")
                .setSequence(7)
                .setCapturedAt(Instant.parse("2026-11-24T10:00:00.000001Z"))
                .setLabelledAt(Instant.parse("2026-11-24T10:00:00.010001Z"))
                .setInput(new InputCoordinates("image-events", 3, 12345L))
                .setRunId("run-1")
                .setModel(new Model("PP-LCNet_x0_5", "1", "00ff"))
                .setLabels(labels)
                .setImageWidth(640)
                .setImageHeight(480)
                .setLatency(latency)
                .setFlags(List.of(flags))
                .build();
    }

    static ImageLabels cat() {
        return labels("cats/chelsea.jpg", catOrDog(0.9f), latency(1));
    }

    static List<Label> catOrDog(float cat) {
        return List.of(new Label(3, "cat", cat), new Label(5, "dog", 1 - cat));
    }

    /** @param factor of 1 to 5 milliseconds, in the schema's order */
    static Latency latency(long factor) {
        return new Latency(1_000 * factor, 2_000 * factor, 3_000 * factor, 4_000 * factor, 5_000 * factor);
    }
}
