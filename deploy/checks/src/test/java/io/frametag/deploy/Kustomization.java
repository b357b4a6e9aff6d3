package io.frametag.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * As much of kustomize as the overlays use: {@code resources}, {@code namespace}, and patches of one object, each a merge
 * patch (a list replaces a list, as kustomize does for kinds that it does not know) or a JSON patch (RFC 6902).
 */
final class Kustomization {
    private static final Set<String> SUPPORTED = Set.of("apiVersion", "kind", "namespace", "resources", "patches");
    private static final Set<String> CLUSTER_WIDE = Set.of("Namespace");

    private Kustomization() {}

    /** Every object of the folder, by {@code Kind/name}. */
    static Map<String, ObjectNode> render(String folder) throws IOException {
        JsonNode description = Project.yaml(folder + "/kustomization.yaml").get(0);
        description.fieldNames().forEachRemaining(field -> {
            if (!SUPPORTED.contains(field)) {
                throw new AssertionError(folder + " uses " + field + ", which these tests cannot render.");
            }
        });
        Map<String, ObjectNode> objects = new LinkedHashMap<>();
        for (String resource : Project.strings(description.path("resources"))) {
            String path = Path.of(folder, resource).normalize().toString();
            for (ObjectNode object : objects(path)) {
                if (objects.put(id(object), object) != null) {
                    throw new AssertionError(id(object) + " is there twice in " + folder);
                }
            }
        }
        for (JsonNode patch : description.path("patches")) {
            apply(patch, folder, objects);
        }
        if (description.has("namespace")) {
            objects.values()
                    .forEach(object ->
                            setNamespace(object, description.get("namespace").asText()));
        }
        return objects;
    }

    private static List<ObjectNode> objects(String path) throws IOException {
        if (!path.endsWith(".yaml")) {
            return List.copyOf(render(path).values());
        }
        List<ObjectNode> objects = new ArrayList<>();
        Project.yaml(path).forEach(document -> objects.add((ObjectNode) document));
        return objects;
    }

    private static void apply(JsonNode patch, String folder, Map<String, ObjectNode> objects) throws IOException {
        JsonNode content =
                Project.yaml(folder + "/" + patch.path("path").asText()).get(0);
        String id = patch.has("target")
                ? patch.path("target").path("kind").asText() + "/"
                        + patch.path("target").path("name").asText()
                : id(content);
        ObjectNode object = objects.get(id);
        if (object == null) {
            throw new AssertionError(folder + " patches " + id + ", which is not there.");
        }
        if (content.isArray()) {
            objects.put(id, (ObjectNode) JsonPatch.apply(content, object));
        } else {
            merge(object, (ObjectNode) content);
        }
    }

    private static void merge(ObjectNode target, ObjectNode patch) {
        patch.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (value.isNull()) {
                target.remove(entry.getKey());
            } else if (value.isObject()) {
                JsonNode there = target.path(entry.getKey());
                merge(there.isObject() ? (ObjectNode) there : target.putObject(entry.getKey()), (ObjectNode) value);
            } else {
                target.set(entry.getKey(), value);
            }
        });
    }

    private static void setNamespace(ObjectNode object, String namespace) {
        if (!CLUSTER_WIDE.contains(object.path("kind").asText())) {
            ((ObjectNode) object.path("metadata")).put("namespace", namespace);
        }
        for (JsonNode subject : object.path("subjects")) {
            if (subject.path("kind").asText().equals("ServiceAccount")) {
                ((ObjectNode) subject).put("namespace", namespace);
            }
        }
    }

    static String id(JsonNode object) {
        return object.path("kind").asText() + "/"
                + object.path("metadata").path("name").asText();
    }
}
