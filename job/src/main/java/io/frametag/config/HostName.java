package io.frametag.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One spelling for each host, so that an allow-list can be held against a URI. What has more than one meaning is refused: a resolver
 * may take 0177.0.0.1, 0x7f.1 or 2130706433 for an address, and another for another one.
 */
public final class HostName {
    private static final int LONGEST = 253;
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");
    private static final Pattern ENDS_AS_A_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");
    private static final String BYTE = "(0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5])";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:.]+]");

    private HostName() {}

    /**
     * @param host a name, an IPv4 address, or an IPv6 address in brackets
     * @return in lower case, without a dot at the end; an IPv6 address without brackets, or as IPv4 if it only maps that
     * @throws IllegalArgumentException with what is wrong with it, to stand behind "the host"
     */
    public static String canonical(String host) {
        if (host.startsWith("[")) {
            return ipv6(host);
        }
        if (!host.chars().allMatch(letter -> letter < 0x80)) {
            throw new IllegalArgumentException("has letters that are not ASCII: write it in its xn-- form");
        }
        String name = host.toLowerCase(Locale.ROOT);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        if (ENDS_AS_A_NUMBER.matcher(name).matches()) {
            if (!IPV4.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "is a number, but not four decimal ones as an IPv4 address is written");
            }
            return name;
        }
        if (!NAME.matcher(name).matches() || name.length() > LONGEST) {
            throw new IllegalArgumentException("is no host's name");
        }
        return name;
    }

    private static String ipv6(String host) {
        try {
            if (IPV6.matcher(host).matches()) {
                // No name is looked up for what stands in brackets.
                return InetAddress.getByName(host).getHostAddress();
            }
        } catch (UnknownHostException e) {
            // Said below.
        }
        throw new IllegalArgumentException("is no IPv6 address");
    }
}
