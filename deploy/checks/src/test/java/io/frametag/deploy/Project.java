package io.frametag.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The project's files, as they are in the folder that this build runs in. */
final class Project {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private Project() {}

    static Path path(String relative) {
        return ROOT.resolve(relative).normalize();
    }

    static String text(String relative) throws IOException {
        return Files.readString(path(relative));
    }

    /** The documents of a YAML file, with anchors and merge keys resolved; a key that is there twice is an error. */
    static List<JsonNode> yaml(String relative) throws IOException {
        return parseYaml(text(relative));
    }

    static List<JsonNode> parseYaml(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        List<JsonNode> documents = new ArrayList<>();
        new Yaml(new SafeConstructor(options))
                .loadAll(text)
                .forEach(document -> documents.add(JSON.valueToTree(document)));
        return documents;
    }

    /** The value of a property of the root pom. */
    static String version(String property) throws IOException {
        return first("<" + Pattern.quote(property) + ">([^<]+)</", text("pom.xml"));
    }

    static String ownVersion() throws IOException {
        return first("<artifactId>frametag</artifactId>\\s*<version>([^<]+)</version>", text("pom.xml"));
    }

    /** What the first group of {@code pattern} finds first. */
    static String first(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("Nothing looks like " + pattern);
        }
        return matcher.group(1);
    }

    /** What the first group of {@code pattern} finds, each time. */
    static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    static List<String> strings(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asText()));
        return values;
    }
}
