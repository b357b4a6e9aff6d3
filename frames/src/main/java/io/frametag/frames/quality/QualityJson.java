package io.frametag.frames.quality;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A report as JSON: the tables' numbers, not rounded. What has no value is null. */
public final class QualityJson {
    private QualityJson() {}

    /** @param measuredWith what else somebody has to know to measure it again, in a line */
    public static String text(QualityReport report, String measuredWith) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.put("measuredWith", measuredWith);
        ObjectNode streams = all.putObject("streams");
        report.streams().forEach((stream, score) -> put(streams.putObject(stream), score, report));
        put(all.putObject("total"), report.total(), report);
        put(all.putObject("accurate").put("streams", report.accurateStreams()), report.accurate(), report);
        put(all.putObject("clear"), report.total().clear());
        ObjectNode labels = all.putObject("labels");
        report.total().byLabel().forEach((label, counts) -> put(labels.putObject(label), counts));
        return all.toPrettyString() + "\n";
    }

    private static void put(ObjectNode node, Score score, QualityReport report) {
        node.put("frames", score.frames());
        put(node, "accuracy", score.accuracy());
        put(node, "shownAccuracy", score.shownAccuracy());
        put(node, score.segments());
        put(node, "startError", score.starts());
        put(node, "endError", score.ends());
        ObjectNode changes = node.putObject("changesPerMinute");
        put(changes, "truth", report.perMinute(score.changes().truth(), score));
        put(changes, "labels", report.perMinute(score.changes().labels(), score));
        put(changes, "segments", report.perMinute(score.changes().segments(), score));
    }

    private static void put(ObjectNode node, Counts counts) {
        node.put("segments", counts.truth());
        node.put("found", counts.found());
        node.put("right", counts.matched());
        put(node, "precision", counts.precision());
        put(node, "recall", counts.recall());
        put(node, "f1", counts.f1());
    }

    private static void put(ObjectNode node, String name, Optional<BoundaryError> error) {
        if (error.isEmpty()) {
            node.putNull(name);
            return;
        }
        node.putObject(name)
                .put("median", error.get().median())
                .put("p95", error.get().p95())
                .put("max", error.get().most())
                .put("mean", error.get().mean());
    }

    private static void put(ObjectNode node, String name, double value) {
        node.put(name, Double.isNaN(value) ? null : value);
    }
}
