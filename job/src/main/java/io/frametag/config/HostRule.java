package io.frametag.config;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hosts that images may be fetched from, as {@code --fetch-hosts} has them.
 *
 * @param host as {@link HostName#canonical} writes it; empty for every host
 * @param subdomains those below {@code host}, and not itself
 * @param port the only port; 0 for 80 and 443
 */
public record HostRule(String host, boolean subdomains, int port) implements Serializable {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int HIGHEST_PORT = 65_535;
    private static final String ANY = "*";
    private static final String BELOW = "*.";
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[^]]*]|[^:/\\[\\]]+)(?::([0-9]{1,5}))?");

    /**
     * @param text {@code HOST}, {@code *.HOST} or {@code *}, each with {@code :PORT} or without
     * @throws ConfigException if it is none of these
     */
    static HostRule parse(String text) {
        Matcher parts = HOST_AND_PORT.matcher(text.trim());
        if (!parts.matches()) {
            throw wrong(
                    text,
                    "is neither a host nor HOST:PORT. Write it without scheme and path, such as images.example.com.");
        }
        int port = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
        if (parts.group(2) != null && (port < 1 || port > HIGHEST_PORT)) {
            throw wrong(text, "has a port that is not from 1 to " + HIGHEST_PORT + ".");
        }
        String host = parts.group(1);
        if (host.equals(ANY)) {
            return new HostRule("", true, port);
        }
        boolean subdomains = host.startsWith(BELOW);
        try {
            return new HostRule(
                    HostName.canonical(subdomains ? host.substring(BELOW.length()) : host), subdomains, port);
        } catch (IllegalArgumentException e) {
            throw wrong(text, e.getMessage() + ".");
        }
    }

    private static ConfigException wrong(String text, String what) {
        return new ConfigException("--fetch-hosts: '" + text + "' " + what);
    }

    /** Whether nobody has named the hosts. */
    boolean any() {
        return host.isEmpty();
    }

    /** @param other as {@link HostName#canonical} writes it */
    public boolean matchesHost(String other) {
        return any() || (subdomains ? other.endsWith("." + host) : other.equals(host));
    }

    /** @param other of the connection, 80 or 443 where the URI has none */
    public boolean matchesPort(int other) {
        return port == 0 ? other == HTTP || other == HTTPS : other == port;
    }
}
