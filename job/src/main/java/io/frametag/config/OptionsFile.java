package io.frametag.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** Options in a file: {@code .yaml} or {@code .yml} (nested keys are joined by dots), or else Java properties. */
final class OptionsFile {
    /** Far longer than any; each level of a map that is nested in itself would make it longer. */
    private static final int LONGEST_KEY = 1_000;

    private static final int SHOWN_KEY = 50;

    private OptionsFile() {}

    static Map<String, String> read(String name) {
        Path file = Path.of(name);
        try {
            return name.endsWith(".yaml") || name.endsWith(".yml") ? yaml(file, name) : properties(file);
        } catch (NoSuchFileException e) {
            throw new ConfigException("--config names " + name + ", and there is no such file.");
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException("--config names " + name + ", which cannot be read: " + e.getMessage());
        }
    }

    private static Map<String, String> properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, String> options = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(key -> options.put(key, properties.getProperty(key)));
        return options;
    }

    private static Map<String, String> yaml(Path file, String name) throws IOException {
        try {
            return flat(Yaml.read(file, name), name);
        } catch (StackOverflowError e) {
            // Lists within each other, by aliases; nothing but this document is lost.
            throw new ConfigException("--config names " + name + ", which is nested in itself.");
        }
    }

    private static Map<String, String> flat(Object document, String name) {
        Map<String, String> options = new LinkedHashMap<>();
        if (document == null) {
            return options;
        }
        if (!(document instanceof Map<?, ?> map)) {
            throw new ConfigException("--config names " + name + ", which holds no 'key: value' pairs.");
        }
        flatten(name, "", map, options);
        return options;
    }

    private static void flatten(String name, String prefix, Map<?, ?> map, Map<String, String> options) {
        map.forEach((key, value) -> {
            if (key == null) {
                throw new ConfigException("--config names " + name + ", which has nothing for a key"
                        + (prefix.isEmpty() ? "" : " below " + prefix.substring(0, prefix.length() - 1))
                        + ": keys are text.");
            }
            String path = prefix + key;
            if (path.length() > LONGEST_KEY) {
                throw new ConfigException(
                        "--config names " + name + ", which is nested in itself, or has a key of more than "
                                + LONGEST_KEY + " characters: " + path.substring(0, SHOWN_KEY) + "...");
            }
            if (value instanceof Map<?, ?> nested) {
                flatten(name, path + ".", nested, options);
            } else if (value instanceof List<?> list) {
                options.put(path, list.stream().map(String::valueOf).collect(Collectors.joining(";")));
            } else if (value != null) {
                options.put(path, value.toString());
            }
        });
    }
}
