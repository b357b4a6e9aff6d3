package io.frametag.model;

import io.frametag.yaml.YamlShape;
import io.frametag.yaml.YamlShapeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * A value of a YAML document together with the path that leads to it, so that every complaint says where.
 *
 * <p>Scalars stay text until somebody asks for a number: a label {@code 007} or {@code no} is not to become 7 or false,
 * and a scale may be a quotient.
 */
record YamlNode(String path, Object value) {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,8}");
    /** PaddleX writes a few; each can stand for all that the one before it stands for. */
    private static final int MOST_ALIASES = 50;

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    static YamlNode parse(String yml) throws BadModelException {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new FailsafeSchema())
                // A key without a value is null even to this schema, which does not say what that is.
                .setTagConstructors(Map.of(Tag.NULL, node -> null))
                .setLabel(ModelBundle.YML)
                .setCodePointLimit(ModelBundle.MOST_YML_BYTES)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .build();
        try {
            YamlShape.check(new Parse(settings).parseString(yml));
            return new YamlNode("", new Load(settings).loadFromString(yml));
        } catch (YamlShapeException e) {
            throw new BadModelException(ModelBundle.YML + " " + e.getMessage() + ".", e);
        } catch (YamlEngineException e) {
            throw new BadModelException(ModelBundle.YML + " is not valid YAML: " + problem(e) + ".", e);
        }
    }

    private static String problem(YamlEngineException e) {
        if (e instanceof MarkedYamlEngineException marked
                && marked.getProblemMark().isPresent()) {
            return marked.getProblem() + YamlShape.at(marked.getProblemMark().get());
        }
        return OneLine.of(e.getMessage());
    }

    /** @return the value under {@code key}, or empty if it is missing or null */
    Optional<YamlNode> find(String key) throws BadModelException {
        Object found = map().get(key);
        return isNull(found) ? Optional.empty() : Optional.of(new YamlNode(pathTo(key), found));
    }

    YamlNode required(String key) throws BadModelException {
        Optional<YamlNode> found = find(key);
        if (found.isEmpty()) {
            throw new BadModelException(pathTo(key) + " is missing in " + ModelBundle.YML + ".");
        }
        return found.get();
    }

    /** @return the keys of a map; none if this is null, as in {@code ToCHWImage: null} */
    Set<?> keys() throws BadModelException {
        return map().keySet();
    }

    /** @return the value of a map that has {@code key}, null or not */
    YamlNode child(String key) throws BadModelException {
        return new YamlNode(pathTo(key), map().get(key));
    }

    List<YamlNode> items() throws BadModelException {
        if (!(value instanceof List<?> list)) {
            throw wrong("a list");
        }
        List<YamlNode> items = new ArrayList<>(list.size());
        for (Object item : list) {
            items.add(new YamlNode(path + "[" + items.size() + "]", item));
        }
        return items;
    }

    boolean isList() {
        return value instanceof List;
    }

    String text() throws BadModelException {
        if (!(value instanceof String text)) {
            throw wrong("text");
        }
        return text;
    }

    int count() throws BadModelException {
        if (!(value instanceof String text) || !COUNT.matcher(text).matches()) {
            throw wrong("a whole number above 0");
        }
        return Integer.parseInt(text);
    }

    /** @return a number, or a quotient of two such as {@code 1.0/255.0}: PaddleClas evaluates it as Python */
    float number() throws BadModelException {
        double number = Double.NaN;
        if (value instanceof String text) {
            String[] parts = text.split("/", 2);
            number = number(parts[0]) / (parts.length == 2 ? number(parts[1]) : 1);
        }
        if (!Float.isFinite((float) number)) {
            throw wrong("a number");
        }
        return (float) number;
    }

    private static double number(String text) {
        String trimmed = text.strip();
        return NUMBER.matcher(trimmed).matches() ? Double.parseDouble(trimmed) : Double.NaN;
    }

    /** @param expected what it has to be, as in "a list of three numbers" */
    BadModelException wrong(String expected) {
        return new BadModelException((path.isEmpty() ? "The document" : path) + " in " + ModelBundle.YML + " is "
                + description() + ": it has to be " + expected + ".");
    }

    private String description() {
        if (isNull(value)) {
            return "empty";
        }
        return value instanceof Map
                ? "a map"
                : value instanceof List<?> list ? "a list of " + list.size() : "'" + OneLine.of(value.toString()) + "'";
    }

    private Map<?, ?> map() throws BadModelException {
        if (isNull(value)) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong("a map of keys to values");
        }
        for (Object key : map.keySet()) {
            if (key != null && !(key instanceof String)) {
                // Nothing here is called by a list, and one that refers to others can be gigabytes long as text.
                throw wrong("a map with words for keys");
            }
        }
        return map;
    }

    private static boolean isNull(Object value) {
        return value == null || (value instanceof String text && NULLS.contains(text));
    }

    private String pathTo(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
