package io.frametag.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code --key value}, {@code --key=value}, or {@code --key} alone, which is {@code --key true}. A repeated key gathers
 * its values into a list, as Flink writes lists: separated by semicolons.
 */
final class CommandLineArguments {
    private CommandLineArguments() {}

    static Map<String, String> parse(String[] args) {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < args.length; i++) {
            String arg = args[i];
            if (!arg.startsWith("--") || arg.length() == 2) {
                throw new ConfigException("'" + arg + "' is no option: options are written --key value.");
            }
            int equals = arg.indexOf('=');
            String key = arg.substring(2, equals < 0 ? arg.length() : equals);
            String value;
            if (equals >= 0) {
                value = arg.substring(equals + 1);
            } else if (i + 1 < args.length && !args[i + 1].startsWith("--")) {
                value = args[++i];
            } else {
                value = "true";
            }
            options.merge(key, value, (one, other) -> one + ";" + other);
        }
        return options;
    }
}
