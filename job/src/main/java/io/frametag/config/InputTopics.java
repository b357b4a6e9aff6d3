package io.frametag.config;

import java.io.Serializable;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Where image events come from: topics by their names, or all whose names match a pattern.
 *
 * @param names in the order of the alphabet, each once; empty if there is a pattern
 * @param pattern a regular expression that a topic's whole name has to match; null if there are names
 */
public record InputTopics(List<String> names, String pattern) implements Serializable {
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

    public InputTopics {
        names = List.copyOf(new TreeSet<>(names));
    }

    /** @throws ConfigException if there is none, or one that cannot be a topic's name */
    public static InputTopics named(List<String> names) {
        if (names.isEmpty()) {
            throw new ConfigException("--input-topic is empty: give it a value or leave it out.");
        }
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                throw new ConfigException(
                        "--input-topic is '" + name + "', which no topic can be named: letters, digits,"
                                + " dots, dashes and underscores are allowed; several topics are separated by semicolons.");
            }
        }
        return new InputTopics(names, null);
    }

    /** @throws ConfigException if it is no regular expression */
    public static InputTopics like(String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new ConfigException("--input-topic-pattern is '" + pattern + "', which is no regular expression: "
                    + e.getDescription() + " at character " + (e.getIndex() + 1) + ".");
        }
        return new InputTopics(List.of(), pattern);
    }

    public boolean has(String topic) {
        return pattern == null ? names.contains(topic) : Pattern.matches(pattern, topic);
    }

    /** @return whether a partition is named by its number alone */
    boolean areOne() {
        return pattern == null && names.size() == 1;
    }

    /**
     * Neither may the job read what it writes.
     *
     * @param option that names {@code topic}
     * @throws ConfigException if {@code topic} is among the input topics
     */
    public void checkIsOther(String option, String topic) {
        if (topic == null || !has(topic)) {
            return;
        }
        throw new ConfigException(
                pattern == null
                        ? "--" + option + " and --input-topic are both '" + topic + "': they must be different topics."
                        : "--input-topic-pattern is '" + pattern + "' and matches '" + topic + "', which is --" + option
                                + ": the job would read what it has written. Give a pattern that leaves it out.");
    }

    /** For people, and for what is to be the same whenever the topics are. */
    @Override
    public String toString() {
        return pattern == null ? String.join(";", names) : pattern;
    }
}
