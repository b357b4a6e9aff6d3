package io.frametag.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.frametag.local.ShippedObservability.Alert;
import io.frametag.local.ShippedObservability.Node;
import io.frametag.local.ShippedObservability.Panel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;

/**
 * The job, scraped by a real Prometheus with the settings, the dashboard and the rules that are shipped. Skipped where
 * Debian's package {@code prometheus} is not installed.
 */
class ObservabilityIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path FLINK = Path.of("../flink");
    private static final Pattern METRIC = Pattern.compile("\\bflink_\\w+");

    @TempDir
    private Path folder;

    @BeforeEach
    void prometheusIsInstalled() {
        assumeThat(PrometheusServer.isInstalled())
                .as("/usr/bin/prometheus and promtool, Debian's package prometheus")
                .isTrue();
    }

    @Test
    void promtoolAcceptsWhatIsShipped() throws Exception {
        String config =
                ShippedObservability.PROMETHEUS.resolve("prometheus.yml").toString();
        assertThat(PrometheusServer.promtool("check", "config", config)).startsWith("0\n");
    }

    @Test
    void alertsFireWhenTheyShouldAndNotOtherwise() throws Exception {
        String tests =
                ShippedObservability.PROMETHEUS.resolve("alerts.test.yml").toString();
        assertThat(PrometheusServer.promtool("test", "rules", tests)).startsWith("0\n");
    }

    @Test
    void everyQueryOfTheDashboardAndTheAlertsReturnsData() throws Exception {
        int port = LoopbackPorts.free();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(8 << 20);
                FlinkCluster flink = FlinkCluster.start(2, shippedMetricSettings(port))) {
            JobFixture topics = new JobFixture(kafka, "observed", 2, Map.of());
            topics.send(topics.streams(4, 0, 7));
            topics.send(List.of(
                    new ProducerRecord<>(topics.input, null, null),
                    new ProducerRecord<>(topics.input, null, new byte[1])));
            String segments = "observed-segments";
            kafka.createTopic(segments, 2, Map.of());
            StreamGraph graph = topics.job(
                    "--parallelism",
                    "1",
                    "--checkpoint-interval",
                    "500 ms",
                    "--emit",
                    "both",
                    "--segments-topic",
                    segments);
            graph.setJobName("frametag observed-events");
            LocalJob job = flink.submit(graph);
            job.awaitRunning(PATIENCE);
            prepareScrapesOf(port);

            try (PrometheusServer prometheus = PrometheusServer.start(folder)) {
                String labelled = "sum(flink_taskmanager_job_task_operator_user_frametag_labelled)";
                prometheus.await(
                        "28 frames are labelled",
                        PATIENCE,
                        () -> prometheus.query(labelled).equals(List.of(28.0)));
                for (String query : queries()) {
                    prometheus.await(
                            "data for " + query,
                            PATIENCE,
                            () -> !prometheus.query(query).isEmpty());
                }
                assertThat(prometheus.query("flink_jobmanager_job_runningState{job_name=\"frametag observed-events\"}"))
                        .containsExactly(1.0);
                assertThat(
                                prometheus.query(
                                        "sum by (reason) (flink_taskmanager_job_task_operator_user_frametag_reason_rejected) > 0"))
                        .containsExactly(1.0, 1.0);
                assertThat(prometheus.query("sum(flink_taskmanager_job_task_operator_pendingRecords)"))
                        .containsExactly(0.0);
                assertThat(rules(prometheus))
                        .hasSize(ShippedObservability.alerts().size())
                        .allSatisfy(rule -> assertThat(rule.text("health"))
                                .as(rule.text("name"))
                                .isEqualTo("ok"));
            }
            job.cancel();
        }
    }

    /** The metric settings of deploy/flink/config.yaml, on a port of the test's own. */
    private static Configuration shippedMetricSettings(int port) {
        Configuration settings = new Configuration();
        GlobalConfiguration.loadConfiguration(FLINK.toString()).toMap().forEach((key, value) -> {
            if (key.startsWith("metrics.")) {
                settings.setString(key, value);
            }
        });
        assertThat(settings.toMap()).containsKey("metrics.reporter.prom.port");
        settings.setString("metrics.reporter.prom.port", Integer.toString(port));
        return settings;
    }

    /** What is shipped, with this test's target and more frequent scrapes. */
    private void prepareScrapesOf(int port) throws Exception {
        Node shipped = ShippedObservability.read(ShippedObservability.PROMETHEUS.resolve("prometheus.yml"));
        Node scrape = shipped.get("scrape_configs").items().get(0);
        Map<String, Object> derived = Map.of(
                "global",
                Map.of("scrape_interval", "1s", "evaluation_interval", "1s"),
                "rule_files",
                shipped.get("rule_files").value(),
                "scrape_configs",
                List.of(Map.of(
                        "job_name",
                        scrape.text("job_name"),
                        "static_configs",
                        List.of(Map.of("targets", List.of("127.0.0.1:" + port))))));
        Files.writeString(
                folder.resolve("prometheus.yml"),
                new Dump(DumpSettings.builder().build()).dumpToString(derived));
        Files.copy(ShippedObservability.PROMETHEUS.resolve("alerts.yml"), folder.resolve("alerts.yml"));
    }

    /**
     * Each panel's queries, each alert's condition as a value of 0 or 1, and each metric that any of them names by itself,
     * so that none hides behind an {@code or}.
     */
    private static Set<String> queries() throws Exception {
        List<String> expressions = new ArrayList<>();
        for (Panel panel : ShippedObservability.panels()) {
            for (String query : panel.queries()) {
                expressions.add(query.replace("$job_name", "frametag.*").replace("$__rate_interval", "15m"));
            }
        }
        for (Alert alert : ShippedObservability.alerts()) {
            String asValue = alert.condition().replaceAll(" (<|>|<=|>=|==|!=) ", " $1 bool ");
            assertThat(asValue).as(alert.name()).isNotEqualTo(alert.condition());
            expressions.add(asValue);
        }
        Set<String> queries = new LinkedHashSet<>();
        for (String expression : expressions) {
            queries.add(expression.replaceAll("\\[\\d+m\\]", "[10s]"));
            METRIC.matcher(expression).results().map(MatchResult::group).forEach(queries::add);
        }
        assertThat(queries).noneMatch(query -> query.contains("$"));
        return queries;
    }

    private static List<Node> rules(PrometheusServer prometheus) {
        return prometheus
                .get("/api/v1/rules")
                .get("groups")
                .items()
                .get(0)
                .get("rules")
                .items();
    }
}
