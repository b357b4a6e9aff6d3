package io.frametag.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code --key value}, {@code --key=value}, or {@code --key} alone, which is {@code --key true}. A key may be
 * repeated where the option is a list.
 */
final class CommandLineArguments {
    private CommandLineArguments() {}

    static Map<String, List<String>> parse(String[] args) {
        Map<String, List<String>> options = new LinkedHashMap<>();
        for (int i = 0; i < args.length; i++) {
            String arg = args[i];
            if (!arg.startsWith("--") || arg.length() == 2) {
                // Not the word itself, which may be part of a badly quoted secret.
                throw new ConfigException("Argument " + (i + 1) + (i == 0 ? "" : ", after " + nameOf(args[i - 1]) + ",")
                        + " is no option: options are written --key value, a value with spaces in quotes.");
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
            options.computeIfAbsent(key, name -> new ArrayList<>()).add(value);
        }
        return options;
    }

    private static String nameOf(String argument) {
        return argument.startsWith("--") ? argument.replaceFirst("=.*", "") : "another value";
    }
}
