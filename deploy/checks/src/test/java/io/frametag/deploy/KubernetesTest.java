package io.frametag.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.frametag.TaggingJob;
import io.frametag.config.ConfigException;
import io.frametag.config.Delivery;
import io.frametag.config.JobConfig;
import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.kubernetes.operator.api.FlinkDeployment;
import org.apache.flink.kubernetes.operator.api.spec.FlinkDeploymentSpec;
import org.apache.flink.kubernetes.operator.api.spec.FlinkVersion;
import org.apache.flink.kubernetes.operator.api.spec.JobSpec;
import org.apache.flink.kubernetes.operator.api.spec.KubernetesDeploymentMode;
import org.apache.flink.kubernetes.operator.api.spec.UpgradeMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesTest {
    private static final String FOLDER = "deploy/kubernetes/";
    private static final String DEPLOYMENT = "FlinkDeployment/frametag";
    private static final String JOB_JAR = "local:///opt/flink/usrlib/frametag-job.jar";
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "FlinkDeployment", FlinkDeployment.class,
            "Namespace", Namespace.class,
            "NetworkPolicy", NetworkPolicy.class,
            "PersistentVolumeClaim", PersistentVolumeClaim.class,
            "Role", Role.class,
            "RoleBinding", RoleBinding.class,
            "ServiceAccount", ServiceAccount.class);
    private static final ObjectMapper STRICT = StrictMapper.create();

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/dev", "overlays/prod"})
    void everyPropertyIsOneOfItsKind(String folder) throws Exception {
        for (ObjectNode object : Kustomization.render(FOLDER + folder).values()) {
            Class<? extends HasMetadata> kind = KINDS.get(object.path("kind").asText());
            assertThat(kind).as(Kustomization.id(object)).isNotNull();
            assertThatCode(() -> STRICT.treeToValue(forThisOperator(object), kind))
                    .as(Kustomization.id(object))
                    .doesNotThrowAnyException();
            assertThat(object.path("apiVersion").asText())
                    .as(Kustomization.id(object))
                    .isEqualTo(HasMetadata.getApiVersion(kind).replaceFirst("^/", ""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/spec", "/metadata", "/spec/job", "/spec/podTemplate/spec", "/spec/jobManager/resource"})
    void aPropertyThatItsKindDoesNotHaveIsFound(String where) throws Exception {
        ObjectNode object = Kustomization.render(FOLDER + "base").get(DEPLOYMENT);
        ((ObjectNode) object.at(where)).put("misspelt", true);
        assertThatThrownBy(() -> STRICT.treeToValue(forThisOperator(object), FlinkDeployment.class))
                .hasMessageContaining("\"misspelt\"");
    }

    @Test
    void theVersionIsFlinksAndThisOperatorIsTooOldForIt() throws Exception {
        String flink = Project.first("^(\\d+\\.\\d+)\\.", Project.version("flink.version"));
        String version = Kustomization.render(FOLDER + "base")
                .get(DEPLOYMENT)
                .path("spec")
                .path("flinkVersion")
                .asText();
        assertThat(version).isEqualTo("v" + flink.replace('.', '_'));
        assertThat(Arrays.stream(FlinkVersion.values()).map(Enum::name))
                .as("once an operator knows " + version
                        + ", parse the manifests as they are, and say so in docs/kubernetes.md")
                .doesNotContain(version)
                .last()
                .isEqualTo("v1_20");
        assertThat(Project.text("docs/kubernetes.md")).contains("1.10.0", "v1_20", "`" + version + "`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/dev", "overlays/prod"})
    void theJobTakesItsArguments(String folder) throws Exception {
        JobSpec job = deployment(folder).getJob();
        JobConfig config = JobConfig.parse(job.getArgs(), Map.of());

        assertThat(job.getEntryClass()).isEqualTo(TaggingJob.class.getName());
        assertThat(job.getJarURI()).isEqualTo(JOB_JAR);
        assertThat(Dockerfile.read().stage("job")).contains(" " + JOB_JAR.substring("local://".length()) + "\n");
        assertThat(job.getUpgradeMode()).isEqualTo(UpgradeMode.LAST_STATE);
        // The program runs anew at each upgrade: without a name of its own each would be another run.
        assertThat(job.getArgs()).contains("--run-id");
        // It would overrule the autoscaler.
        assertThat(config.parallelism()).isEmpty();
        assertThat(job.getParallelism()).isLessThanOrEqualTo(config.maxParallelism());
    }

    @Test
    void productionIsExactlyOnceAndScalesUpToThePartitions() throws Exception {
        FlinkDeploymentSpec spec = deployment("overlays/prod");
        JobConfig config = JobConfig.parse(spec.getJob().getArgs(), Map.of());
        Map<String, String> flink = spec.getFlinkConfiguration();
        assertThat(config.delivery().guarantee()).isEqualTo(Delivery.EXACTLY_ONCE);
        assertThat(flink)
                .containsEntry("jobmanager.scheduler", "adaptive")
                .containsEntry("job.autoscaler.enabled", "true");
        assertThat(Integer.parseInt(flink.get("job.autoscaler.vertex.max-parallelism")))
                .isBetween(spec.getJob().getParallelism(), config.maxParallelism());
        assertThat(spec.getJobManager().getReplicas()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/dev", "overlays/prod"})
    void flinksConfigurationIsTheImages(String folder) throws Exception {
        FlinkDeploymentSpec spec = deployment(folder);
        Map<String, String> flink = spec.getFlinkConfiguration();
        Map<String, String> image = FlinkConfigFiles.image();
        FlinkOptions.assertKnown(flink);
        assertThat(flink).containsAllEntriesOf(FlinkConfigFiles.everywhere());
        for (String key : List.of(
                "env.java.opts.taskmanager",
                "taskmanager.memory.task.off-heap.size",
                "taskmanager.numberOfTaskSlots",
                "metrics.reporter.prom.port",
                "web.submit.enable")) {
            assertThat(flink).containsEntry(key, image.get(key));
        }
        assertThat(spec.getTaskManager().getResource().getMemory())
                .isEqualTo(image.get("taskmanager.memory.process.size"));
        assertThat(spec.getJobManager().getResource().getMemory())
                .isEqualTo(image.get("jobmanager.memory.process.size"));
        assertThat(spec.getMode()).isEqualTo(KubernetesDeploymentMode.NATIVE);
    }

    @Test
    void whatFlinkKeepsIsOnTheSharedVolume() throws Exception {
        FlinkDeploymentSpec spec = deployment("base");
        PodSpec pod = spec.getPodTemplate().getSpec();
        Map<String, String> flink = spec.getFlinkConfiguration();
        assertThat(flink).containsEntry("high-availability.type", "kubernetes");
        for (String key : List.of(
                "high-availability.storageDir",
                "execution.checkpointing.dir",
                "execution.checkpointing.savepoint-dir")) {
            assertThat(flink.get(key)).startsWith("file:///checkpoints/");
        }
        assertThat(main(pod).getVolumeMounts().stream().map(VolumeMount::getMountPath))
                .containsExactlyInAnyOrder("/checkpoints", "/tmp", "/opt/flink/log");
        assertThat(main(pod).getVolumeMounts().stream().map(VolumeMount::getName))
                .containsExactlyInAnyOrderElementsOf(
                        pod.getVolumes().stream().map(Volume::getName).toList());
        String claim = pod.getVolumes().get(0).getPersistentVolumeClaim().getClaimName();
        assertThat(Kustomization.render(FOLDER + "base"))
                .containsKeys("PersistentVolumeClaim/" + claim, "ServiceAccount/" + spec.getServiceAccount());
    }

    @Test
    void podsAreRestricted() throws Exception {
        PodSpec pod = deployment("base").getPodTemplate().getSpec();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(9999);
        assertThat(Dockerfile.read().stage("job")).contains("USER 9999:9999");
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(main(pod).getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(main(pod).getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(main(pod).getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    }

    @Test
    void theClustersOwnVariablesAreKeptAwayFromTheJob() throws Exception {
        assertThat(deployment("base").getPodTemplate().getSpec().getEnableServiceLinks())
                .isFalse();
        // The reason: this is what the job would make of them.
        assertThatThrownBy(() -> JobConfig.parse(
                        new String[] {"--bootstrap-servers", "kafka:9092"},
                        Map.of("FRAMETAG_REST_SERVICE_HOST", "10.0.0.1")))
                .isInstanceOf(ConfigException.class);
    }

    @Test
    void theSecretIsAskedForInProductionAndItsKeysAreOptions() throws Exception {
        for (String folder : List.of("base", "overlays/dev", "overlays/prod")) {
            var secret = main(deployment(folder)
                            .getJobManager()
                            .getPodTemplate()
                            .getSpec())
                    .getEnvFrom()
                    .get(0)
                    .getSecretRef();
            assertThat(secret.getName()).isEqualTo("frametag-kafka");
            assertThat(secret.getOptional()).as(folder).isEqualTo(!folder.equals("overlays/prod"));
        }
        Map<String, String> environment = new HashMap<>();
        Properties documented = new Properties();
        documented.load(new StringReader(
                Project.first("(?s)kafka\\.env <<'END'\\n(.*?)\\nEND", Project.text("docs/kubernetes.md"))));
        documented.stringPropertyNames().forEach(name -> environment.put(name, documented.getProperty(name)));
        assertThat(JobConfig.parse(new String[] {"--bootstrap-servers", "kafka:9093"}, environment)
                        .kafka()
                        .properties())
                .containsOnlyKeys("security.protocol", "sasl.mechanism", "sasl.jaas.config");
    }

    @Test
    void theNetworkPolicyNamesThePortsThatAreUsed() throws Exception {
        NetworkPolicy policy = STRICT.treeToValue(
                Kustomization.render(FOLDER + "base").get("NetworkPolicy/frametag"), NetworkPolicy.class);
        Map<String, String> image = FlinkConfigFiles.image();
        List<Integer> in = policy.getSpec().getIngress().stream()
                .flatMap(rule -> rule.getPorts().stream())
                .map(port -> port.getPort().getIntVal())
                .toList();
        assertThat(in)
                .containsExactly(
                        Integer.valueOf(image.get("rest.port")),
                        Integer.valueOf(image.get("metrics.reporter.prom.port")));
        List<Integer> out = policy.getSpec().getEgress().stream()
                .flatMap(rule -> rule.getPorts().stream())
                .map(port -> port.getPort().getIntVal())
                .toList();
        for (String folder : List.of("base", "overlays/dev", "overlays/prod")) {
            String servers = JobConfig.parse(deployment(folder).getJob().getArgs(), Map.of())
                    .kafka()
                    .bootstrapServers();
            assertThat(out).as(servers).contains(Integer.valueOf(Project.first(":(\\d+)$", servers)));
        }
        // Native Kubernetes labels every pod with the deployment's name.
        assertThat(policy.getSpec().getPodSelector().getMatchLabels()).containsExactly(Map.entry("app", "frametag"));
    }

    @Test
    void imagesAreTheOnesThatAreBuilt() throws Exception {
        String version = Project.ownVersion();
        assertThat(deployment("base").getImage()).isEqualTo("frametag-job:" + version);
        assertThat(deployment("overlays/prod").getImage())
                .isEqualTo("frametag-job:" + version.replace("-SNAPSHOT", ""));
    }

    private static FlinkDeploymentSpec deployment(String folder) throws IOException {
        ObjectNode object = Kustomization.render(FOLDER + folder).get(DEPLOYMENT);
        return STRICT.treeToValue(forThisOperator(object), FlinkDeployment.class)
                .getSpec();
    }

    /** The manifest, with the one value that this release of the operator's classes does not know taken out. */
    private static JsonNode forThisOperator(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        if (copy.path("spec") instanceof ObjectNode spec) {
            spec.remove("flinkVersion");
        }
        return copy;
    }

    private static Container main(PodSpec pod) {
        assertThat(pod.getContainers()).hasSize(1);
        assertThat(pod.getContainers().get(0).getName()).isEqualTo("flink-main-container");
        return pod.getContainers().get(0);
    }
}
