package io.frametag.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files of deploy/observability, as their tools see them. */
final class ShippedObservability {
    static final Path FOLDER = Path.of("../observability");
    static final Path PROMETHEUS = FOLDER.resolve("prometheus");
    static final Path DASHBOARD = FOLDER.resolve("grafana/dashboards/frametag.json");

    private ShippedObservability() {}

    /** @param queries PromQL, with Grafana's variables in it */
    record Panel(long id, String title, String description, String unit, List<String> queries) {}

    /** @param pending how long the condition must hold; 0m for at once */
    record Alert(String name, String severity, String pending, String summary, String action, String condition) {}

    /** YAML, and JSON as a part of it, as maps, lists and scalars. */
    static Node parse(String text) {
        return new Node(new Load(LoadSettings.builder().build()).loadFromString(text));
    }

    static Node read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    /** @return the panels that show something; rows are only headings */
    static List<Panel> panels() throws IOException {
        List<Panel> panels = new ArrayList<>();
        for (Node panel : read(DASHBOARD).get("panels").items()) {
            if (!panel.text("type").equals("row")) {
                panels.add(new Panel(
                        Long.parseLong(panel.text("id")),
                        panel.text("title"),
                        panel.text("description"),
                        panel.get("fieldConfig").get("defaults").text("unit"),
                        panel.get("targets").items().stream()
                                .map(target -> target.text("expr"))
                                .toList()));
            }
        }
        return panels;
    }

    static List<Alert> alerts() throws IOException {
        List<Alert> alerts = new ArrayList<>();
        for (Node group : read(PROMETHEUS.resolve("alerts.yml")).get("groups").items()) {
            for (Node rule : group.get("rules").items()) {
                alerts.add(new Alert(
                        rule.text("alert"),
                        rule.get("labels").text("severity"),
                        rule.has("for") ? rule.text("for") : "0m",
                        rule.get("annotations").text("summary"),
                        rule.get("annotations").text("action"),
                        rule.text("expr")));
            }
        }
        return alerts;
    }

    /** A place in a parsed document; what is not there is an error that names it. */
    record Node(Object value) {
        Node get(String key) {
            if (!has(key)) {
                throw new AssertionError("No '" + key + "' in " + value);
            }
            return new Node(((Map<?, ?>) value).get(key));
        }

        boolean has(String key) {
            return value instanceof Map<?, ?> map && map.containsKey(key);
        }

        String text(String key) {
            return get(key).value().toString();
        }

        List<Node> items() {
            return ((List<?>) value).stream().map(Node::new).toList();
        }
    }
}
