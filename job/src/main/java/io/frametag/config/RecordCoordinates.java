package io.frametag.config;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One Kafka record: {@code topic:partition:offset}. */
public record RecordCoordinates(String topic, int partition, long offset) implements Serializable {

    static Set<RecordCoordinates> parseAll(List<String> texts) {
        return texts.stream().map(RecordCoordinates::parse).collect(Collectors.toUnmodifiableSet());
    }

    static RecordCoordinates parse(String text) {
        String[] parts = text.trim().split(":", -1);
        try {
            if (parts.length == 3 && !parts[0].isEmpty()) {
                return new RecordCoordinates(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new ConfigException("--reject-offset is '" + text + "': it is written topic:partition:offset,"
                + " such as image-events:0:1234.");
    }
}
