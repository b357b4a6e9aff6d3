package io.frametag.config;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One record: {@code topic:partition:offset}. */
public record RecordCoordinates(String topic, int partition, long offset) implements Serializable {
    private static final Pattern WRITTEN = Pattern.compile("([^:]+|[^:]+:/.*):([0-9-]+):([0-9-]+)");

    static Set<RecordCoordinates> parseAll(List<String> texts) {
        return texts.stream().map(RecordCoordinates::parse).collect(Collectors.toUnmodifiableSet());
    }

    static RecordCoordinates parse(String text) {
        // From the end: the topic of what comes from a file is its URI, which has colons of its own.
        Matcher matcher = WRITTEN.matcher(text.trim());
        try {
            if (matcher.matches()) {
                return new RecordCoordinates(
                        matcher.group(1), Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3)));
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new ConfigException("--reject-offset is '" + text + "': it is written topic:partition:offset,"
                + " such as image-events:0:1234.");
    }
}
