package io.frametag.config;

/**
 * A mistake in what the job was given; the message names the wrong value and what to do. Without a stack trace, since
 * the mistake is not in the code.
 */
public final class ConfigException extends RuntimeException {
    public ConfigException(String message) {
        super(message, null, false, false);
    }
}
