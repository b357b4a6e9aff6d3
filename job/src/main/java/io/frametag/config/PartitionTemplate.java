package io.frametag.config;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Into which folder a label goes: a relative path such as {@code date={date}/stream={stream}}, in which fields stand for what
 * the label says.
 */
public final class PartitionTemplate implements Serializable {
    /** All in one folder. */
    public static final PartitionTemplate NONE = new PartitionTemplate("", List.of());

    /** What a field's value has at most, in characters of ASCII. */
    public static final int LONGEST_VALUE = 100;
    /** What file systems allow for one name, in bytes. */
    private static final int LONGEST_NAME = 255;

    /** How Hive, Spark and others write that there is no value. */
    private static final String NO_VALUE = "__HIVE_DEFAULT_PARTITION__";
    /** The same where a folder's name begins: readers pass over names that begin with '_'. */
    private static final String NO_FOLDER = "none";

    private static final Pattern FIELD = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9{-][A-Za-z0-9_.={}+-]*");

    /** What can stand between braces, in lower case. */
    public enum Field {
        DATE("the day of `captured_at`, in UTC: `2026-11-24`"),
        HOUR("the hour of `captured_at`, in UTC: `00` to `23`"),
        STREAM("`stream_id`"),
        MODEL("the model's name"),
        LABEL("the name of the best label");

        private final String meaning;

        Field(String meaning) {
            this.meaning = meaning;
        }

        /** In a few words, for the docs. */
        public String meaning() {
            return meaning;
        }

        /** As it is written in a template. */
        @Override
        public String toString() {
            return "{" + name().toLowerCase(Locale.ROOT) + "}";
        }
    }

    /** One of the two is null. */
    private record Part(String literal, Field field) implements Serializable {}

    private final String text;
    private final List<Part> parts;

    private PartitionTemplate(String text, List<Part> parts) {
        this.text = text;
        this.parts = List.copyOf(parts);
    }

    /** @throws ConfigException with a sentence that says what a template may have */
    static PartitionTemplate parse(String text) {
        for (String folder : text.split("/", -1)) {
            checkFolder(text, folder);
        }
        List<Part> parts = new ArrayList<>();
        Matcher matcher = FIELD.matcher(text);
        int end = 0;
        while (matcher.find()) {
            parts.add(new Part(text.substring(end, matcher.start()), null));
            parts.add(new Part(null, field(text, matcher.group())));
            end = matcher.end();
        }
        parts.add(new Part(text.substring(end), null));
        return new PartitionTemplate(text, parts);
    }

    private static void checkFolder(String template, String folder) {
        Matcher fields = FIELD.matcher(folder);
        int count = Math.toIntExact(fields.results().count());
        String literal = fields.replaceAll("");
        if (!NAME.matcher(folder).matches() || literal.contains("{") || literal.contains("}")) {
            throw new ConfigException(
                    wrong(template) + "'" + folder + "' is no name of a folder here. Use letters, digits,"
                            + " '=', '-', '_', '.' and '+', not beginning with '.' or '_', which would hide it from readers, and"
                            + " fields in braces: " + allFields() + ".");
        }
        if (literal.length() + count * LONGEST_VALUE > LONGEST_NAME) {
            throw new ConfigException(wrong(template) + "'" + folder + "' can grow longer than the " + LONGEST_NAME
                    + " bytes of a file's name, with up to " + LONGEST_VALUE + " for each field: put a '/' between.");
        }
    }

    private static Field field(String template, String name) {
        return Arrays.stream(Field.values())
                .filter(field -> field.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigException(
                        wrong(template) + "there is no field " + name + ". There are " + allFields() + "."));
    }

    private static String wrong(String template) {
        return "--output-partition is '" + template + "': ";
    }

    private static String allFields() {
        return Arrays.stream(Field.values()).map(Field::toString).collect(Collectors.joining(", "));
    }

    /**
     * Fills in the fields.
     *
     * @param values by field: what can stand in a file's name, of at most {@value #LONGEST_VALUE} characters; null for none
     * @return a relative path; empty for all in one folder
     */
    public String path(Function<Field, String> values) {
        StringBuilder path = new StringBuilder();
        for (Part part : parts) {
            if (part.field() == null) {
                path.append(part.literal());
            } else {
                String value = values.apply(part.field());
                path.append(value != null ? value : isBeginning(path) ? NO_FOLDER : NO_VALUE);
            }
        }
        return path.toString();
    }

    private static boolean isBeginning(StringBuilder path) {
        return path.isEmpty() || path.charAt(path.length() - 1) == '/';
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PartitionTemplate that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
