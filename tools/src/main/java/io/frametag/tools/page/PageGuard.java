package io.frametag.tools.page;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Lets only requests through that a browser on this machine makes for the page itself. A foreign page can make a browser
 * call loopback: under a name of its own (DNS rebinding), which the Host header gives away, or for an image or script,
 * which the browser says in Sec-Fetch-Site, and which the answer's headers forbid it to use where it does not. A link to the
 * page may be followed from anywhere: what is behind it is the page, in a window of its own.
 */
final class PageGuard extends Filter {
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        Headers answer = exchange.getResponseHeaders();
        answer.set("Content-Security-Policy", POLICY);
        answer.set("Cross-Origin-Resource-Policy", "same-origin");
        answer.set("Cross-Origin-Opener-Policy", "same-origin");
        answer.set("X-Content-Type-Options", "nosniff");
        answer.set("Referrer-Policy", "no-referrer");
        answer.set("Cache-Control", "no-store");
        Headers request = exchange.getRequestHeaders();
        if (!isLoopback(request.get("Host")) || isForeignUse(request)) {
            refuse(exchange, HttpURLConnection.HTTP_FORBIDDEN);
        } else if (!Set.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
            answer.set("Allow", "GET, HEAD");
            refuse(exchange, HttpURLConnection.HTTP_BAD_METHOD);
        } else {
            chain.doFilter(exchange);
        }
    }

    /** The port is left open: somebody may come by a tunnel that has another at its near end. */
    private static boolean isLoopback(List<String> hosts) {
        if (hosts == null || hosts.size() != 1) {
            return false;
        }
        String host = hosts.get(0).toLowerCase(Locale.ROOT).replaceFirst(":\\d{1,5}$", "");
        return LOOPBACK.contains(host);
    }

    /** See https://www.w3.org/TR/fetch-metadata/; a client that is no browser, or an old one, says nothing. */
    private static boolean isForeignUse(Headers request) {
        boolean followsLink = "navigate".equals(request.getFirst("Sec-Fetch-Mode"))
                && "document".equals(request.getFirst("Sec-Fetch-Dest"));
        return "cross-site".equals(request.getFirst("Sec-Fetch-Site")) && !followsLink;
    }

    private static void refuse(HttpExchange exchange, int status) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, -1);
        }
    }

    @Override
    public String description() {
        return "loopback names only, no foreign use";
    }
}
