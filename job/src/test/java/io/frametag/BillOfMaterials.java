package io.frametag;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.StreamSupport;

/** The CycloneDX file in the job's jar. */
final class BillOfMaterials {
    static final String ENTRY = "META-INF/sbom/frametag-job.cdx.json";
    /** What a Flink cluster has itself, with all that it needs. */
    private static final Set<String> THE_CLUSTERS = Set.of(
            "org.apache.flink:flink-streaming-java",
            "org.apache.flink:flink-clients",
            "org.apache.flink:flink-connector-base",
            "org.apache.flink:flink-connector-files",
            "org.slf4j:slf4j-api");
    /** Nobody's: the compiler alone wants to see them. */
    private static final Set<String> THE_COMPILERS =
            Set.of("org.apache.hadoop:hadoop-common", "org.apache.hadoop:hadoop-mapreduce-client-core");

    private final JsonNode document;

    private BillOfMaterials(JsonNode document) {
        this.document = document;
    }

    /** @param licences as SPDX names them; several are a choice */
    record Component(String group, String name, String version, List<String> licences) {
        String id() {
            return group + ":" + name;
        }
    }

    static BillOfMaterials of(String jar) throws Exception {
        try (JarFile file = new JarFile(jar)) {
            JarEntry entry = file.getJarEntry(ENTRY);
            assertThat(entry)
                    .as("%s has no %s: CycloneDX makes none when Maven is offline (-o)", jar, ENTRY)
                    .isNotNull();
            try (InputStream in = file.getInputStream(entry)) {
                return new BillOfMaterials(new ObjectMapper().readTree(in));
            }
        }
    }

    /** @return what Frametag brings to a cluster: in the job's jar, or for Flink's lib/; sorted, each once */
    List<Component> shipped() {
        Map<String, Component> components = new HashMap<>();
        document.get("components")
                .forEach(node -> components.put(node.get("bom-ref").asText(), component(node)));
        Map<String, List<String>> needs = new HashMap<>();
        document.get("dependencies").forEach(node -> needs.put(node.get("ref").asText(), texts(node.get("dependsOn"))));

        Set<Component> reached = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(needs.get(
                document.get("metadata").get("component").get("bom-ref").asText()));
        Set<String> seen = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            String ref = open.pop();
            Component component = components.get(ref);
            if (seen.add(ref) && !THE_CLUSTERS.contains(component.id()) && !THE_COMPILERS.contains(component.id())) {
                reached.add(component);
                open.addAll(needs.getOrDefault(ref, List.of()));
            }
        }
        List<Component> sorted = new ArrayList<>(reached);
        sorted.removeIf(component -> component.group().equals("io.frametag"));
        sorted.sort((a, b) -> a.id().compareTo(b.id()));
        return sorted;
    }

    private static Component component(JsonNode node) {
        List<String> licences = new ArrayList<>();
        for (JsonNode choice : node.path("licenses")) {
            JsonNode licence = choice.path("license");
            licences.add(
                    choice.has("expression")
                            ? choice.get("expression").asText()
                            : licence.path("id").asText(licence.path("name").asText()));
        }
        return new Component(
                node.get("group").asText(),
                node.get("name").asText(),
                node.get("version").asText(),
                licences);
    }

    private static List<String> texts(JsonNode array) {
        return array == null
                ? List.of()
                : StreamSupport.stream(array.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
    }
}
