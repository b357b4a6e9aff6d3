package io.frametag.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds {@link Kustomization}, which the other tests render with, to kustomize itself where it is installed. */
@Timeout(60)
class KustomizationTest {
    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void kustomizeRendersTheSame(String overlay) throws Exception {
        String folder = "deploy/kubernetes/overlays/" + overlay;
        Path rendered = Files.createTempFile("kustomize", ".yaml");
        Process process = new ProcessBuilder(kubectl().toString(), "kustomize", folder)
                .directory(Project.path(".").toFile())
                .redirectErrorStream(true)
                .redirectOutput(rendered.toFile())
                .start();
        assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
        String output = Files.readString(rendered);
        Files.delete(rendered);
        assertThat(process.exitValue()).as(output).isZero();

        Map<String, JsonNode> objects = new LinkedHashMap<>();
        Project.parseYaml(output).forEach(object -> objects.put(Kustomization.id(object), object));
        assertThat(objects).containsExactlyInAnyOrderEntriesOf(new LinkedHashMap<>(Kustomization.render(folder)));
    }

    /** Before 1.27 kubectl brings a kustomize that does not know {@code patches} as the overlays write them. */
    private static Path kubectl() throws Exception {
        Path found = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "kubectl"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeThat(found).as("kubectl on this machine").isNotNull();
        Process version = new ProcessBuilder(found.toString(), "version", "--client")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeThat(output).as("kubectl's version").contains("Kustomize Version: v5");
        return found;
    }
}
