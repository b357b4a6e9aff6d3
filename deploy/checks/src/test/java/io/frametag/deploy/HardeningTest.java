package io.frametag.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.frametag.config.JobConfig;
import io.frametag.config.SecretProperties;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.kubernetes.operator.api.FlinkDeployment;
import org.apache.flink.kubernetes.operator.api.spec.FlinkDeploymentSpec;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

/** What SECURITY.md says is shipped is there, and is what Flink, Kafka and Kubernetes understand. */
class HardeningTest {
    private static final String TLS_OVERLAY = "deploy/kubernetes/overlays/prod-tls";
    private static final String INTERNAL = "security.ssl.internal.";

    @Test
    void theHardenedSettingsAreFlinksAndNoPasswordIsInThem() throws Exception {
        Map<String, String> settings = FlinkConfigFiles.security();
        FlinkOptions.assertKnown(settings);
        assertThat(settings)
                .containsEntry("security.ssl.internal.enabled", "true")
                .containsEntry("security.ssl.rest.enabled", "true")
                .containsEntry("security.ssl.rest.authentication-enabled", "true")
                .containsEntry("web.submit.enable", "false")
                .containsEntry("web.cancel.enable", "false");
        assertThat(settings.entrySet().stream()
                        .filter(setting -> setting.getKey().endsWith("-password"))
                        .map(Map.Entry::getValue))
                .hasSize(6)
                .containsOnly("CHANGE-ME");
        assertThat(FlinkConfigFiles.image())
                .containsEntry("web.submit.enable", "false")
                .containsEntry("web.cancel.enable", "false");
    }

    @Test
    void thePodsTlsIsThatOfAnyClusterWithItsStoresFromTheSecret() throws Exception {
        FlinkDeploymentSpec spec = deployment(TLS_OVERLAY);
        Map<String, String> flink = spec.getFlinkConfiguration();
        FlinkOptions.assertKnown(flink);
        Map<String, String> shipped = FlinkConfigFiles.security();
        shipped.keySet().removeIf(key -> !key.startsWith(INTERNAL));
        shipped.replaceAll((key, value) -> key.endsWith("-password") ? "frametag" : value);
        assertThat(flink).containsAllEntriesOf(shipped);
        assertThat(flink)
                .containsAllEntriesOf(
                        deployment("deploy/kubernetes/overlays/prod").getFlinkConfiguration());

        PodSpec pod = spec.getPodTemplate().getSpec();
        Container main = pod.getContainers().get(0);
        VolumeMount mount = main.getVolumeMounts().stream()
                .filter(each -> each.getName().equals("flink-tls"))
                .findFirst()
                .orElseThrow();
        assertThat(mount.getReadOnly()).isTrue();
        assertThat(flink.get(INTERNAL + "keystore")).startsWith(mount.getMountPath() + "/");
        assertThat(flink.get(INTERNAL + "truststore")).startsWith(mount.getMountPath() + "/");
        Volume volume = pod.getVolumes().stream()
                .filter(each -> each.getName().equals("flink-tls"))
                .findFirst()
                .orElseThrow();
        assertThat(volume.getSecret().getDefaultMode()).isEqualTo(0440);
        assertThat(Project.text("docs/kubernetes.md"))
                .contains("generic " + volume.getSecret().getSecretName() + " ", "internal.p12", "internal-trust.p12");
        assertThat(main.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(spec.getJobManager()
                        .getPodTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getEnvFrom()
                        .get(0)
                        .getSecretRef()
                        .getOptional())
                .isFalse();
    }

    @Test
    void theExamplesForKafkaAreTheSameForJobAndCommandsAndHoldNoSecret() throws Exception {
        Map<String, String> job = JobConfig.parse(
                        new String[] {
                            "--bootstrap-servers",
                            "kafka:9093",
                            "--config",
                            Project.path("deploy/kafka/job.yaml").toString()
                        },
                        Map.of())
                .kafka()
                .properties();
        Map<String, String> commands = properties(Project.text("deploy/kafka/client.properties"));
        assertThat(job).isEqualTo(commands);
        assertThat(job).containsEntry("security.protocol", "SASL_SSL").containsEntry("sasl.mechanism", "SCRAM-SHA-512");
        for (Set<String> names :
                Set.of(AdminClientConfig.configNames(), ConsumerConfig.configNames(), ProducerConfig.configNames())) {
            assertThat(names.stream().filter(job::containsKey).collect(Collectors.toSet()))
                    .containsAll(job.keySet().stream()
                            .filter(name -> !name.startsWith("config.providers."))
                            .toList());
        }
        assertThat(Class.forName(job.get("config.providers.file.class"))).isNotNull();
        job.forEach((name, value) -> {
            if (SecretProperties.isSecret(name)) {
                assertThat(value.replaceAll("username=\"frametag\"", "").replaceAll("\"?\\$\\{file:[^}]+}\"?", "HERE"))
                        .as(name)
                        .matches("HERE|\\S+LoginModule required\\s+password=HERE;");
            }
        });
    }

    @Test
    void composeKeepsFlinksOpenPortsFromWhoHasNoBusinessThere() throws Exception {
        Compose compose = Compose.read();
        Set<String> reach = new TreeSet<>();
        Set<String> flinks = Set.copyOf(networks(compose, "jobmanager"));
        assertThat(flinks).isNotEmpty().isEqualTo(networks(compose, "taskmanager"));
        compose.services().keySet().forEach(name -> {
            if (networks(compose, name).stream().anyMatch(flinks::contains)) {
                reach.add(name);
            }
        });
        assertThat(reach).containsExactly("jobmanager", "kafka", "prometheus", "taskmanager");
        assertThat(networks(compose, "producer")).isSubsetOf(networks(compose, "kafka"));
        assertThat(networks(compose, "grafana")).isSubsetOf(networks(compose, "prometheus"));
    }

    @Test
    void composeHasNoSecret() throws Exception {
        Compose compose = Compose.read();
        compose.services()
                .keySet()
                .forEach(name -> compose.environment(name)
                        .keySet()
                        .forEach(variable -> assertThat(SecretProperties.isSecret(variable.replace('_', '.')))
                                .as(name + "'s " + variable)
                                .isFalse()));
    }

    private static Set<String> networks(Compose compose, String service) {
        JsonNode networks = compose.service(service).path("networks");
        return new TreeSet<>(Project.strings(networks));
    }

    private static Map<String, String> properties(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        Map<String, String> map = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
        return map;
    }

    private static FlinkDeploymentSpec deployment(String folder) throws IOException {
        ObjectNode object = Kustomization.render(folder).get("FlinkDeployment/frametag");
        // This release of the operator's classes does not know it: see KubernetesTest.
        ((ObjectNode) object.path("spec")).remove("flinkVersion");
        return StrictMapper.create().treeToValue(object, FlinkDeployment.class).getSpec();
    }
}
