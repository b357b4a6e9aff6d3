package io.frametag.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.text.WordUtils;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;

/** What {@code --help} prints, and the option table of the docs. */
public final class OptionsHelp {
    private static final int WIDTH = 96;
    private static final String INDENT = "      ";

    private OptionsHelp() {}

    public static String text() {
        StringBuilder text = new StringBuilder("""
                Frametag: image events in on Kafka, labels out on Kafka.

                Usage: flink run frametag-job.jar --bootstrap-servers HOST:PORT [--OPTION VALUE ..]

                Each option may also stand in a YAML or properties file (--config FILE) or in the
                environment (input-topic is FRAMETAG_INPUT_TOPIC). The command line wins, then the file.
                kafka.PROPERTY is passed to Kafka's own clients, source and sink. Passwords are taken from
                the file or the environment only.

                Example: flink run -p 4 frametag-job.jar --bootstrap-servers kafka:9092 \\
                           --delivery exactly-once --kafka.security.protocol SSL

                Options:
                """);
        for (ConfigOption<?> option : FrametagOptions.all()) {
            text.append("  --")
                    .append(option.key())
                    .append("  (")
                    .append(defaultOf(option))
                    .append(")\n");
            text.append(INDENT)
                    .append(WordUtils.wrap(description(option), WIDTH - INDENT.length(), "\n" + INDENT, false))
                    .append('\n');
        }
        return text.toString();
    }

    /** One Markdown row an option: key, default, description. */
    public static List<String> tableRows() {
        return FrametagOptions.all().stream()
                .map(option -> "| `" + option.key() + "` | " + defaultOf(option) + " | " + description(option) + " |")
                .toList();
    }

    private static String description(ConfigOption<?> option) {
        return new HtmlFormatter().format(option.description());
    }

    private static String defaultOf(ConfigOption<?> option) {
        Object value = option.defaultValue();
        if (value == null) {
            return "no default";
        }
        if (value instanceof List<?> list) {
            return list.isEmpty()
                    ? "none"
                    : list.stream().map(OptionsHelp::write).collect(Collectors.joining(";"));
        }
        return write(value);
    }

    private static String write(Object value) {
        if (value instanceof Duration duration) {
            return TimeUtils.formatWithHighestUnit(duration);
        }
        if (value instanceof Enum<?> name) {
            return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
        return value.toString();
    }
}
