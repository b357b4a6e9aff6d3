package io.frametag.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A value of a YAML or JSON document together with its file and the path that leads to it, so that every complaint says where.
 *
 * <p>Scalars stay text until somebody asks for a number: a label {@code 007} or {@code no} is not to become 7 or false,
 * and a scale may be a quotient.
 */
record DescriptionNode(String file, String path, Object value) {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern FLAG = Pattern.compile("(?i)true|false");
    private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,8}");
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    /** @return the value under {@code key}, or empty if it is missing or null */
    Optional<DescriptionNode> find(String key) throws BadModelException {
        Object found = map().get(key);
        return isNull(found) ? Optional.empty() : Optional.of(new DescriptionNode(file, pathTo(key), found));
    }

    DescriptionNode required(String key) throws BadModelException {
        Optional<DescriptionNode> found = find(key);
        if (found.isEmpty()) {
            throw new BadModelException(pathTo(key) + " is missing in " + file + ".");
        }
        return found.get();
    }

    /** @return the keys of a map; none if this is null, as in {@code ToCHWImage: null} */
    Set<?> keys() throws BadModelException {
        return map().keySet();
    }

    /** @return the value of a map that has {@code key}, null or not */
    DescriptionNode child(String key) throws BadModelException {
        return new DescriptionNode(file, pathTo(key), map().get(key));
    }

    List<DescriptionNode> items() throws BadModelException {
        if (!(value instanceof List<?> list)) {
            throw wrong("a list");
        }
        List<DescriptionNode> items = new ArrayList<>(list.size());
        for (Object item : list) {
            items.add(new DescriptionNode(file, path + "[" + items.size() + "]", item));
        }
        return items;
    }

    boolean isList() {
        return value instanceof List;
    }

    boolean isMap() {
        return value instanceof Map;
    }

    /** @return three numbers, of which none is 0 if {@code divisors} */
    List<Float> channels(boolean divisors) throws BadModelException {
        List<DescriptionNode> items = items();
        if (items.size() != Normaliser.CHANNELS) {
            throw wrong("a list of three numbers, for red, green and blue");
        }
        List<Float> channels = List.of(
                items.get(0).number(), items.get(1).number(), items.get(2).number());
        if (divisors && channels.contains(0f)) {
            throw wrong("a list of three numbers other than 0");
        }
        return channels;
    }

    /** @return the texts of a list that has some */
    List<String> texts() throws BadModelException {
        List<String> texts = new ArrayList<>();
        for (DescriptionNode item : items()) {
            texts.add(item.text());
        }
        if (texts.isEmpty()) {
            throw wrong("a list of at least one label");
        }
        return texts;
    }

    /** @throws BadModelException if this map has other keys than these */
    void allow(Set<String> keys) throws BadModelException {
        for (Object key : keys()) {
            if (!keys.contains(key)) {
                throw new BadModelException(path + " in " + file + " has " + key + ", which is not understood.");
            }
        }
    }

    /** @return the place, as in "PostProcess.Topk.label_list in inference.yml" */
    String place() {
        return (path.isEmpty() ? "The document" : path) + " in " + file;
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

    /** @return a whole number from 0 up to {@code size}, without it */
    int index(int size) throws BadModelException {
        if ("0".equals(value)) {
            return 0;
        }
        if (!(value instanceof String text) || !COUNT.matcher(text).matches() || Integer.parseInt(text) >= size) {
            throw wrong("a whole number from 0 to " + (size - 1));
        }
        return Integer.parseInt(text);
    }

    /** @return a number, or a quotient of two such as {@code 1.0/255.0}: PaddleClas evaluates it as Python */
    float number() throws BadModelException {
        return (float) real();
    }

    /** @return as {@link #number()}, in Python's precision */
    double real() throws BadModelException {
        double number = Double.NaN;
        if (value instanceof String text) {
            String[] parts = text.split("/", 2);
            number = number(parts[0]) / (parts.length == 2 ? number(parts[1]) : 1);
        }
        if (!Float.isFinite((float) number)) {
            throw wrong("a number");
        }
        return number;
    }

    private static double number(String text) {
        String trimmed = text.strip();
        return NUMBER.matcher(trimmed).matches() ? Double.parseDouble(trimmed) : Double.NaN;
    }

    /** @param expected what it has to be, as in "a list of three numbers" */
    BadModelException wrong(String expected) {
        return new BadModelException(place() + " is " + description() + ": it has to be " + expected + ".");
    }

    private String description() {
        if (isNull(value)) {
            return "empty";
        }
        return value instanceof Map
                ? "a map"
                : value instanceof List<?> list ? "a list of " + list.size() : "'" + OneLine.of(value.toString()) + "'";
    }

    boolean flag() throws BadModelException {
        if (!(value instanceof String text) || !FLAG.matcher(text).matches()) {
            throw wrong("true or false");
        }
        return text.equalsIgnoreCase("true");
    }

    /** @return the flag under {@code key}, or {@code otherwise} if there is none */
    boolean flag(String key, boolean otherwise) throws BadModelException {
        Optional<DescriptionNode> found = find(key);
        return found.isPresent() ? found.get().flag() : otherwise;
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

    /** YAML is read without types, so that its nulls are still text here; JSON's are not, but timm writes "" for nothing. */
    private boolean isNull(Object value) {
        return value == null
                || (value instanceof String text && (file.endsWith(".json") ? text.isEmpty() : NULLS.contains(text)));
    }

    private String pathTo(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
