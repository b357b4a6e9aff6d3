package io.frametag.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Results as a Markdown table, as JSON, and as a line each. */
final class ResultTable {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    static final String HEAD = """
            | fault | delivery | outage seen by a consumer (usual gap) | inputs | lost | doubled |
            | --- | --- | ---: | ---: | ---: | ---: |
            """;

    private ResultTable() {}

    static String line(FaultResult result) {
        return (result.acceptable() ? "" : "WRONG: ") + result.inputs() + " inputs, lost " + result.lost()
                + ", doubled "
                + result.doubled() + ", outage " + seconds(result.outage()) + " (usual gap "
                + seconds(result.usualGap())
                + ")" + (result.outOfOrder() > 0 ? ", out of order " + result.outOfOrder() : "")
                + (result.acceptable()
                        ? ""
                        : ". " + result.report().sentence() + " " + result.firstOutOfOrder() + " The logs are in "
                                + result.logs())
                + (result.notes().isEmpty() ? "" : "; " + String.join("; ", result.notes()));
    }

    static String markdown(List<FaultResult> results, long seed, String machine) {
        StringBuilder table = new StringBuilder(HEAD);
        for (FaultResult result : results) {
            table.append(row(result)).append('\n');
        }
        table.append("\nSeed ").append(seed).append("; ").append(machine).append(".\n");
        for (FaultResult result : results) {
            notes(result).forEach(note -> table.append(note).append('\n'));
        }
        return table.toString();
    }

    static String row(FaultResult result) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s (%s) | %,d | %,d | %,d |",
                result.title(),
                result.delivery(),
                seconds(result.outage()),
                seconds(result.usualGap()),
                result.inputs(),
                result.lost(),
                result.doubled());
    }

    /** @return the run's notes, as lines under the table */
    static List<String> notes(FaultResult result) {
        return result.notes().stream().map(note -> noteOf(result, note + ".")).toList();
    }

    /** @return a line under the table that is about this run */
    static String noteOf(FaultResult result, String text) {
        return "- " + result.fault() + ", " + result.delivery() + ": " + text;
    }

    static String json(List<FaultResult> results) {
        ArrayNode all = JSON.createArrayNode();
        for (FaultResult result : results) {
            ObjectNode node = all.addObject();
            node.put("fault", result.fault())
                    .put("delivery", result.delivery())
                    .put("seed", result.seed())
                    .put("inputs", result.inputs())
                    .put("lost", result.lost())
                    .put("doubled", result.doubled())
                    .put("shed", result.shed())
                    .put("outOfOrder", result.outOfOrder())
                    .put("openTransactions", result.openTransactions())
                    .put("outageMillis", result.outage().toMillis())
                    .put("usualGapMillis", result.usualGap().toMillis())
                    .put("restarts", result.restarts())
                    .put("acceptable", result.acceptable())
                    .put("verdict", result.report().sentence())
                    .put("logs", result.logs());
            result.notes().forEach(node.putArray("notes")::add);
        }
        try {
            return JSON.writeValueAsString(all) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Results that are no JSON", e);
        }
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
