package io.frametag.fetch;

import io.frametag.config.FetchConfig;
import io.frametag.config.HostName;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.HttpHost;

/**
 * Which URIs of the web may be asked for: scheme, host and port, for an event's own URI and for each that a server redirects to. Addresses
 * are looked at when they are known: see {@link CheckedResolver}.
 */
final class HttpPolicy {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^]]*]|[^:\\[\\]]*)(?::([0-9]{0,5}))?");

    private final FetchConfig config;

    HttpPolicy(FetchConfig config) {
        this.config = config;
    }

    /** @throws FetchFailure if it may not be asked for */
    HttpTarget admit(URI uri) throws FetchFailure {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (!config.schemes().contains(scheme) || !FetchConfig.isHttp(scheme)) {
            throw FetchFailure.refused("--fetch-schemes does not list '" + scheme + "'");
        }
        String authority = uri.getRawAuthority();
        if (authority == null || authority.isEmpty()) {
            throw FetchFailure.refused("it names no host");
        }
        if (authority.indexOf('@') >= 0) {
            throw FetchFailure.refused("it has a user's name in it");
        }
        // By hand: the JDK's URI takes some hosts that there are, with an underscore for one, for none.
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            throw FetchFailure.refused("its host is none");
        }
        String host = canonical(parts.group(1));
        int port = port(parts.group(2), scheme);
        admit(host, port);
        return new HttpTarget(asciiUri(scheme, host, port, uri), new HttpHost(scheme, host, port));
    }

    private static String canonical(String host) throws FetchFailure {
        try {
            return HostName.canonical(host);
        } catch (IllegalArgumentException e) {
            throw FetchFailure.refused("its host " + e.getMessage());
        }
    }

    private static int port(String text, String scheme) {
        if (text == null || text.isEmpty()) {
            return scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
        }
        return Integer.parseInt(text);
    }

    private void admit(String host, int port) throws FetchFailure {
        if (config.hosts().stream().noneMatch(rule -> rule.matchesHost(host))) {
            throw FetchFailure.refused("--fetch-hosts does not list its host");
        }
        if (config.hosts().stream().noneMatch(rule -> rule.matchesHost(host) && rule.matchesPort(port))) {
            throw FetchFailure.refused("--fetch-hosts lists its host, but not with port " + port);
        }
    }

    private static URI asciiUri(String scheme, String host, int port, URI uri) throws FetchFailure {
        boolean usual = port == (scheme.equals("https") ? HTTPS_PORT : HTTP_PORT);
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        try {
            URI whole = URI.create(scheme + "://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host)
                    + (usual ? "" : ":" + port) + path + query);
            return URI.create(whole.toASCIIString());
        } catch (IllegalArgumentException e) {
            throw FetchFailure.refused("it is no URI");
        }
    }
}
