package io.frametag.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.local.ShippedObservability.Alert;
import io.frametag.local.ShippedObservability.Node;
import io.frametag.local.ShippedObservability.Panel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The dashboard and the alerts against their page, and against each other's settings. */
class ObservabilityTest {
    private static final Path DOCS = Path.of("../../docs/observability.md");

    private static List<String> table(String heading) throws Exception {
        List<String> lines = Files.readAllLines(DOCS);
        int rule = lines.indexOf(heading) + 1;
        assertThat(rule).as("a table headed %s", heading).isPositive();
        return lines.subList(rule + 1, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    @Test
    void thePageHasThePanelsOfTheDashboard() throws Exception {
        assertThat(table("| panel | shows |"))
                .isEqualTo(ShippedObservability.panels().stream()
                        .map(panel -> "| " + panel.title() + " | " + panel.description() + " |")
                        .toList());
    }

    @Test
    void thePageHasTheAlertsOfTheRules() throws Exception {
        assertThat(table("| alert | severity | after | what to do |"))
                .isEqualTo(ShippedObservability.alerts().stream()
                        .map(alert -> "| `" + alert.name() + "` | " + alert.severity() + " | " + alert.pending() + " | "
                                + alert.action() + " |")
                        .toList());
    }

    @Test
    void everyPanelSaysWhatItShowsAndInWhat() throws Exception {
        List<Panel> panels = ShippedObservability.panels();
        assertThat(panels).hasSizeLessThanOrEqualTo(14).extracting(Panel::id).doesNotHaveDuplicates();
        assertThat(panels).allSatisfy(panel -> {
            assertThat(panel.title()).isNotBlank();
            assertThat(panel.description()).endsWith(".");
            assertThat(panel.unit()).isNotBlank();
            assertThat(panel.queries()).isNotEmpty();
        });
    }

    @Test
    void everyAlertSaysWhatIsWrongAndWhatToDo() throws Exception {
        assertThat(ShippedObservability.alerts()).hasSize(12).allSatisfy(alert -> {
            assertThat(alert.name()).startsWith("Frametag");
            assertThat(alert.severity()).isIn("critical", "warning");
            assertThat(alert.summary()).endsWith(".").contains("{{ $");
            assertThat(alert.action()).endsWith(".");
        });
    }

    @Test
    void everyAlertHasATestThatItFires() throws Exception {
        String tests = Files.readString(ShippedObservability.PROMETHEUS.resolve("alerts.test.yml"));
        assertThat(ShippedObservability.alerts())
                .extracting(Alert::name)
                .allSatisfy(name -> assertThat(tests).contains("alertname=\"" + name + "\""));
    }

    @Test
    void theDashboardReadsTheDataSourceThatIsProvisionedAndIsWhereGrafanaLooks() throws Exception {
        Node source = ShippedObservability.read(
                        ShippedObservability.FOLDER.resolve("grafana/provisioning/datasources/prometheus.yml"))
                .get("datasources")
                .items()
                .get(0);
        Node dashboard = ShippedObservability.read(ShippedObservability.DASHBOARD);
        assertThat(dashboard.get("panels").items())
                .filteredOn(panel -> !panel.text("type").equals("row"))
                .allSatisfy(
                        panel -> assertThat(panel.get("datasource").text("uid")).isEqualTo(source.text("uid")));
        // $__rate_interval is four of these: shorter ones than the scrapes' would leave gaps.
        assertThat(source.get("jsonData").text("timeInterval"))
                .isEqualTo(ShippedObservability.read(ShippedObservability.PROMETHEUS.resolve("prometheus.yml"))
                        .get("global")
                        .text("scrape_interval"));
    }
}
