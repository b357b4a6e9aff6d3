package io.frametag.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which model.
 *
 * @param location a folder or URI, or {@code bundled:NAME}
 * @param topK labels per image; empty for what the bundle says
 */
public record ModelConfig(String location, Optional<String> sha256, Optional<String> version, Optional<Integer> topK) {
    private static final Pattern WITH_PASSWORD = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/@]*:[^/@]*@.*");

    public ModelConfig {
        if (hasPassword(location)) {
            throw new ConfigException(
                    "--model has a password in its address, and the address is logged: leave it out, and"
                            + " give it to Flink's file system in Flink's own configuration.");
        }
    }

    /** Locations are logged and written into records. */
    public static boolean hasPassword(String location) {
        return WITH_PASSWORD.matcher(location).matches();
    }
}
