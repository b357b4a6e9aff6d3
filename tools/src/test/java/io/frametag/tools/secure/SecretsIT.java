package io.frametag.tools.secure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.frametag.local.BrokerSecurity;
import io.frametag.local.TlsStores;
import io.frametag.standalone.Await;
import io.frametag.standalone.ClusterJob;
import io.frametag.standalone.ClusterSettings;
import io.frametag.standalone.FlinkHome;
import io.frametag.standalone.StandaloneCluster;
import io.frametag.standalone.Submission;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real cluster, hardened as {@code deploy/flink/security.yaml} says, with the job at a broker that asks for a password:
 * that password is looked for in all that the cluster says and writes.
 */
@Timeout(300)
class SecretsIT {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** More than anybody logs, since Kafka's clients print their whole configuration. */
    private static final String VERBOSE = """
            rootLogger.level = INFO
            rootLogger.appenderRef.file.ref = File
            appender.file.name = File
            appender.file.type = FILE
            appender.file.fileName = ${sys:log.file}
            appender.file.layout.type = PatternLayout
            appender.file.layout.pattern = %d %-5p %c - %m%n
            logger.kafka.name = org.apache.kafka
            logger.kafka.level = DEBUG
            logger.connector.name = org.apache.flink.connector
            logger.connector.level = DEBUG
            logger.rest.name = org.apache.flink.runtime.rest
            logger.rest.level = DEBUG
            logger.webmonitor.name = org.apache.flink.runtime.webmonitor
            logger.webmonitor.level = DEBUG
            logger.frametag.name = io.frametag
            logger.frametag.level = DEBUG
            """;

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private SecureBroker broker;
    private TlsStores internal;
    private ClusterSettings settings;

    @BeforeEach
    void startBroker() throws Exception {
        broker = new SecureBroker(folder.resolve("broker"));
        internal = TlsStores.make(folder.resolve("flink-tls"));
        Path log4j = Files.writeString(folder.resolve("log4j.properties"), VERBOSE);
        settings = ClusterSettings.in(folder.resolve("cluster"))
                .with("env.java.opts.all", "-Dlog4j.configurationFile=" + log4j.toUri());
        for (Map.Entry<String, String> option : shippedInternalTls().entrySet()) {
            settings = settings.with(option.getKey(), option.getValue());
        }
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @Test
    void noPasswordIsInAnAnswerALogAnExceptionOrACheckpoint() throws Exception {
        broker.createTopics("secrets");
        String wrong = "wr0ng-" + broker.password;
        String typed = "typ3d-" + broker.password;
        try (StandaloneCluster cluster = StandaloneCluster.start(FlinkHome.of(PROJECT), settings, 1)) {
            ClusterJob job = submit(
                    cluster,
                    "--config",
                    broker.jobFile("secrets", broker.client()).toString());
            job.awaitRunning(PATIENCE);
            assertThat(broker.send("secrets", broker.client()).status()).isZero();
            awaitVerified();
            job.savepoint(PATIENCE);

            assertThatThrownBy(() -> submit(
                            cluster,
                            "--config",
                            broker.jobFile("secrets", BrokerSecurity.client(broker.tls, SecureBroker.USER, wrong))
                                    .toString()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Kafka at " + broker.address() + " refuses the user name or the password")
                    .hasMessageNotContaining(wrong);
            assertThatThrownBy(() -> submit(
                            cluster,
                            "--config",
                            broker.jobFile("secrets", Map.of()).toString(),
                            "--kafka.sasl.jaas.config",
                            broker.client().get("sasl.jaas.config").replace(broker.password, typed)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("--kafka.sasl.jaas.config is a secret, and others can see a command line")
                    .hasMessageNotContaining(typed);

            Map<String, String> said = answers(cluster, job);
            assertThat(said.keySet())
                    .contains("/jobs/" + job.id() + "/config", "/jobmanager/config", "/jobmanager/log");
            said.putAll(files(settings.folder()));

            for (String secret : List.of(broker.password, wrong, typed, broker.tls.password(), internal.password())) {
                said.forEach((where, text) -> assertThat(text.contains(secret))
                        .as(where + " has " + secret)
                        .isEqualTo(where.equals("conf/config.yaml") && secret.equals(internal.password())));
            }
            // Or else all of this would be proof of nothing: they were there to be printed, and travelled under TLS.
            assertThat(said.get("log/taskmanager-1.log")).contains("sasl.jaas.config = [hidden]");
            assertThat(said.get("log/jobmanager-1.log")).contains("sasl.jaas.config = [hidden]", "pekko.ssl.tcp://");
        }
    }

    private static ClusterJob submit(StandaloneCluster cluster, String... arguments) throws IOException {
        return cluster.submit(FlinkHome.jobJar(PROJECT), Submission.of(1, List.of(arguments)));
    }

    private void awaitVerified() throws InterruptedException {
        Await.until("every frame has its label", PATIENCE, () -> {
            try {
                return broker.verify("secrets", broker.client()).status() == 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** What Flink answers to whoever reaches its REST interface, by path. */
    private Map<String, String> answers(StandaloneCluster cluster, ClusterJob job) throws Exception {
        String at = "/jobs/" + job.id();
        List<String> paths = new ArrayList<>(List.of(
                "/config",
                "/overview",
                "/jobs",
                "/jobs/overview",
                "/jars",
                at,
                at + "/config",
                at + "/plan",
                at + "/exceptions",
                at + "/accumulators",
                at + "/checkpoints",
                at + "/checkpoints/config",
                at + "/jobmanager/config",
                at + "/jobmanager/environment",
                "/jobmanager/config",
                "/jobmanager/environment",
                "/jobmanager/log",
                "/jobmanager/stdout",
                "/jobmanager/logs",
                "/jobmanager/thread-dump",
                "/taskmanagers"));
        for (JsonNode log : cluster.rest().get("/jobmanager/logs").path("logs")) {
            paths.add("/jobmanager/logs/" + log.path("name").asText());
        }
        for (JsonNode manager : cluster.rest().get("/taskmanagers").path("taskmanagers")) {
            String one = "/taskmanagers/" + manager.path("id").asText();
            paths.addAll(List.of(one, one + "/log", one + "/stdout", one + "/logs", one + "/thread-dump"));
        }
        for (JsonNode vertex : cluster.rest().get(at).path("vertices")) {
            String one = at + "/vertices/" + vertex.path("id").asText();
            paths.addAll(List.of(one, one + "/accumulators", one + "/taskmanagers", one + "/subtasks/0"));
        }
        Map<String, String> answers = new LinkedHashMap<>();
        for (String path : paths) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(cluster.rest().address().resolve(path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isIn(200, 404);
            answers.put(path, answer.body());
        }
        return answers;
    }

    /** Logs, checkpoints, savepoints and temporary files, by their path in the folder. */
    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> contents = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try {
                    contents.put(folder.relativize(file).toString(), Files.readString(file, ISO_8859_1));
                } catch (NoSuchFileException gone) {
                    // Flink deletes what it no longer needs.
                }
            }
        }
        return contents;
    }

    /** With this test's stores in place of those that the file names. */
    private Map<String, String> shippedInternalTls() throws IOException {
        Properties shipped = new Properties();
        try (Reader reader = Files.newBufferedReader(PROJECT.resolve("deploy/flink/security.yaml"))) {
            // Flat YAML reads as properties.
            shipped.load(reader);
        }
        Map<String, String> options = new LinkedHashMap<>();
        for (String key : shipped.stringPropertyNames()) {
            if (key.startsWith("security.ssl.internal.")) {
                options.put(key, shipped.getProperty(key));
            }
        }
        assertThat(options).containsEntry("security.ssl.internal.enabled", "true");
        options.replace("security.ssl.internal.keystore", internal.keyStore().toString());
        options.replace(
                "security.ssl.internal.truststore", internal.trustStore().toString());
        options.replaceAll((key, value) -> key.endsWith("-password") ? internal.password() : value);
        return options;
    }
}
