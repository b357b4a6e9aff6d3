package io.frametag.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.frametag.config.Delivery;
import io.frametag.tools.Frametag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.configuration.MemorySize;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ComposeTest {
    private static final Set<String> ONE_SHOT = Set.of("topics");
    /** Writes Kafka's configuration into the image's own folders at start. */
    private static final Set<String> WRITES_TO_ITS_IMAGE = Set.of("kafka");

    private final Compose compose;

    ComposeTest() throws IOException {
        compose = Compose.read();
    }

    @Test
    void imagesArePinnedToTheVersionsOfTheBuild() throws IOException {
        compose.services()
                .forEach((name, service) -> assertThat(service.path("image").asText())
                        .as(name)
                        .matches("([a-z][a-z0-9-]*/)?[a-z0-9-]+:v?\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?"));
        assertThat(image("kafka")).isEqualTo("apache/kafka:" + Project.version("kafka.version"));
        assertThat(image("topics")).isEqualTo(image("kafka"));
        assertThat(image("jobmanager")).isEqualTo("frametag-job:" + Project.ownVersion());
        assertThat(image("taskmanager")).isEqualTo(image("jobmanager"));
        assertThat(image("producer")).isEqualTo("frametag-tools:" + Project.ownVersion());
    }

    @Test
    void whatIsBuiltIsATargetOfTheDockerfile() throws IOException {
        List<String> targets = Project.all("^FROM .* AS (\\S+)$", Project.text(Dockerfile.FILE));
        for (String name : List.of("jobmanager", "taskmanager", "producer")) {
            JsonNode build = compose.service(name).path("build");
            assertThat(build.path("context").asText()).isEqualTo(".");
            assertThat(build.path("dockerfile").asText()).isEqualTo(Dockerfile.FILE);
            assertThat(targets).contains(build.path("target").asText());
            assertThat(image(name))
                    .startsWith("frametag-" + build.path("target").asText() + ":");
        }
    }

    @Test
    void noServiceHasRightsThatItDoesNotNeed() {
        compose.services().forEach((name, service) -> {
            assertThat(service.path("user").asText()).as(name + "'s user").matches("[1-9]\\d*:\\d+");
            assertThat(Project.strings(service.path("cap_drop"))).as(name).containsExactly("ALL");
            assertThat(Project.strings(service.path("security_opt"))).as(name).contains("no-new-privileges:true");
            assertThat(service.path("read_only").asBoolean())
                    .as(name + "'s root is read-only")
                    .isEqualTo(!WRITES_TO_ITS_IMAGE.contains(name));
            assertThat(compose.memoryMebibytes(name)).as(name).isPositive();
            // Fails where a port is open to other machines.
            compose.published(name);
        });
    }

    @Test
    void servicesWaitForHealthyOnes() {
        compose.services()
                .forEach((name, service) -> service.path("depends_on")
                        .properties()
                        .forEach(dependency -> {
                            String awaited = dependency.getKey();
                            String condition =
                                    dependency.getValue().path("condition").asText();
                            assertThat(condition)
                                    .as(name + " waits for " + awaited)
                                    .isEqualTo(
                                            ONE_SHOT.contains(awaited)
                                                    ? "service_completed_successfully"
                                                    : "service_healthy");
                            assertThat(compose.service(awaited).has("healthcheck"))
                                    .as(awaited + " has a health check")
                                    .isEqualTo(!ONE_SHOT.contains(awaited));
                        }));
        assertThat(compose.service("topics").path("restart").asText()).isEqualTo("no");
    }

    @Test
    void everyMountedFileExists() {
        List<String> sources = new ArrayList<>();
        compose.services()
                .values()
                .forEach(service -> Project.strings(service.path("volumes")).stream()
                        .filter(volume -> volume.startsWith("./"))
                        .forEach(volume -> sources.add(Project.first("^\\./([^:]+):/[^:]+:ro$", volume))));
        assertThat(sources).isNotEmpty().contains("deploy/docker/create-topics.sh");
        assumeThat(Project.path("deploy/observability"))
                .as("the dashboards' folder")
                .exists();
        assertThat(sources)
                .allSatisfy(source -> assertThat(Project.path(source)).exists());
        assertThat(Project.path("deploy/observability/prometheus/prometheus.yml"))
                .isRegularFile();
    }

    @Test
    void theBrokersSettingsAreKafkas() {
        Map<String, String> environment = compose.environment("kafka");
        assertThat(environment.keySet().stream()
                        .filter(name -> name.startsWith("KAFKA_") && !name.equals("KAFKA_HEAP_OPTS"))
                        .map(name -> name.substring("KAFKA_".length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.')))
                .isSubsetOf(AbstractKafkaConfig.CONFIG_DEF.names());
        assertThat(environment.get("CLUSTER_ID")).hasSize(22);
        assertThat(environment.get("KAFKA_LISTENERS"))
                .contains("INSIDE://:19092", "HOST://:9092", "CONTROLLER://:29093");
        assertThat(environment.get("KAFKA_ADVERTISED_LISTENERS"))
                .isEqualTo("INSIDE://kafka:19092,HOST://localhost:9092");
        assertThat(compose.published("kafka")).containsExactly(9092);
    }

    @Test
    void theJobStartsWithOptionsThatItHasAndTopicsThatThereAre() throws Exception {
        List<String> command = compose.command("jobmanager");
        assertThat(command).startsWith("/opt/flink/bin/standalone-job.sh", "start-foreground");
        JobArguments arguments =
                JobArguments.parse(command.subList(2, command.size()), compose.environment("jobmanager"));

        assertThat(arguments.job().kafka().bootstrapServers()).isEqualTo("kafka:19092");
        assertThat(arguments.job().delivery().guarantee()).isEqualTo(Delivery.AT_LEAST_ONCE);
        FlinkOptions.assertKnown(arguments.flink());
        int parallelism = Integer.parseInt(arguments.flink().get("parallelism.default"));
        int slots = Integer.parseInt(FlinkConfigFiles.image().get("taskmanager.numberOfTaskSlots"));
        assertThat(parallelism)
                .isEqualTo(slots * compose.service("taskmanager").path("scale").asInt());
        assertThat(Integer.parseInt(compose.environment("topics").get("PARTITIONS")))
                .isGreaterThanOrEqualTo(parallelism);
        assertThat(new CreateTopics(Map.of("BOOTSTRAP_SERVERS", "kafka:19092")).topics())
                .containsOnlyKeys(
                        arguments.job().kafka().inputTopics().toString(),
                        arguments.job().kafka().labelsTopic(),
                        arguments.job().kafka().deadLettersTopic(),
                        CreateTopicsTest.shed());
        assertThat(compose.command("taskmanager")).containsExactly("/opt/flink/bin/taskmanager.sh", "start-foreground");
    }

    @Test
    void theProducerIsACommandOfOursThatSendsToTheJobsTopic() throws Exception {
        List<String> command = compose.command("producer");
        var parsed =
                Frametag.commandLine().parseArgs(command.toArray(String[]::new)).subcommand();
        assertThat(parsed.commandSpec().name()).isEqualTo("send");
        assertThat(parsed.matchedOptionValue("--bootstrap-servers", "")).isEqualTo("kafka:19092");
        assertThat(parsed.matchedOptionValue("--topic", "")).isEqualTo("image-events");
    }

    @Test
    void flinksMemoryFitsIntoItsContainer() throws IOException {
        for (String name : List.of("jobmanager", "taskmanager")) {
            String process = FlinkConfigFiles.image().get(name + ".memory.process.size");
            assertThat(compose.memoryMebibytes(name))
                    .as(name)
                    .isGreaterThanOrEqualTo(MemorySize.parse(process).getMebiBytes() + compose.tmpfsMebibytes(name));
        }
    }

    @Test
    void flinksPortsAreTheConfigurations() throws IOException {
        Map<String, String> flink = FlinkConfigFiles.image();
        assertThat(compose.published("jobmanager")).containsExactly(Integer.valueOf(flink.get("rest.port")));
        assertThat(probe("jobmanager")).contains("/dev/tcp/localhost/" + flink.get("rest.port") + " ");
        assertThat(probe("taskmanager"))
                .contains("/dev/tcp/localhost/" + flink.get("metrics.reporter.prom.port") + " ");
        assertThat(flink.get("jobmanager.rpc.address")).isEqualTo("jobmanager");
        assertThat(flink.get("execution.checkpointing.dir")).isEqualTo("file:///checkpoints");
        for (String name : List.of("jobmanager", "taskmanager")) {
            assertThat(Project.strings(compose.service(name).path("volumes")))
                    .contains("checkpoints:/checkpoints", "/tmp");
        }
    }

    @Test
    void prometheusReadsEveryFlinkProcess() throws IOException {
        Path file = Project.path("deploy/observability/prometheus/prometheus.yml");
        assumeThat(file).as("Prometheus's configuration").exists();
        String port = FlinkConfigFiles.image().get("metrics.reporter.prom.port");
        assertThat(Files.readString(file)).contains("jobmanager", "taskmanager", port);
    }

    @Test
    void dockerComposeAcceptsTheFile() throws Exception {
        List<Path> found = Stream.of("/usr/bin/docker-compose", "/usr/local/bin/docker-compose")
                .map(Path::of)
                .filter(Files::isExecutable)
                .toList();
        assumeThat(found).as("docker-compose on this machine").isNotEmpty();
        Path said = Files.createTempFile("compose", ".txt");
        Process process = new ProcessBuilder(found.get(0).toString(), "-f", Compose.FILE, "config", "-q")
                .directory(Project.path(".").toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        Files.delete(said);
    }

    private String image(String service) {
        return compose.service(service).path("image").asText();
    }

    private String probe(String service) {
        return compose.service(service).path("healthcheck").path("test").path(3).asText();
    }
}
