package io.frametag.fetch;

import io.frametag.config.FetchConfig;
import io.frametag.fetch.CheckedResolver.HostResolver;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.utils.URIUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;

/** Images of the web: one attempt, with the redirects that the policy admits. Thread-safe. */
final class HttpImages implements Closeable {
    private static final int MOST_REDIRECTS = 5;

    private final HttpPolicy policy;
    private final CloseableHttpClient client;
    private final int mostBytes;

    HttpImages(FetchConfig config, int mostBytes, HostResolver resolver, SSLContext tls) {
        this.policy = new HttpPolicy(config);
        this.client = HttpClients.of(config, new CheckedResolver(resolver, config.privateAddresses()), tls);
        this.mostBytes = mostBytes;
    }

    byte[] get(URI uri, FetchDeadline deadline) throws FetchFailure {
        URI next = uri;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpTarget target = admit(next, redirects);
            HttpGet request = target.request();
            deadline.breaksOff(request::cancel);
            ClassicHttpResponse response = null;
            try {
                response = client.executeOpen(target.host(), request, null);
                if (!isRedirect(response.getCode())) {
                    return image(response);
                }
                next = location(target.uri(), response);
            } catch (IOException e) {
                throw HttpFaults.of(e);
            } finally {
                // First: closing would read what is left, and that may have no end. What was read whole is no longer
                // held by it.
                request.cancel();
                Closer.closeQuietly(response);
            }
        }
        throw FetchFailure.lasting("it was redirected more than " + MOST_REDIRECTS + " times");
    }

    private HttpTarget admit(URI uri, int redirects) throws FetchFailure {
        try {
            return policy.admit(uri);
        } catch (FetchFailure refused) {
            throw redirects == 0
                    ? refused
                    : FetchFailure.refused("of what it is redirected to: " + refused.getMessage());
        }
    }

    private byte[] image(ClassicHttpResponse response) throws IOException, FetchFailure {
        int status = response.getCode();
        if (status != HttpStatus.SC_OK) {
            String answer = "the server answered " + status;
            throw status >= HttpStatus.SC_SERVER_ERROR || status == HttpStatus.SC_TOO_MANY_REQUESTS
                    ? FetchFailure.passing(answer, RetryAfter.of(response))
                    : FetchFailure.lasting(answer);
        }
        for (Header header : response.getHeaders(HttpHeaders.CONTENT_ENCODING)) {
            if (!"identity".equalsIgnoreCase(header.getValue())) {
                throw FetchFailure.lasting("the server sent the image encoded once more, which it was not asked for");
            }
        }
        // Not closed by itself: see get.
        HttpEntity entity = response.getEntity();
        return entity == null
                ? new byte[0]
                : BoundedBody.read(entity.getContent(), entity.getContentLength(), mostBytes);
    }

    private static boolean isRedirect(int status) {
        return switch (status) {
            case HttpStatus.SC_MOVED_PERMANENTLY,
                    HttpStatus.SC_MOVED_TEMPORARILY,
                    HttpStatus.SC_SEE_OTHER,
                    HttpStatus.SC_TEMPORARY_REDIRECT,
                    HttpStatus.SC_PERMANENT_REDIRECT -> true;
            default -> false;
        };
    }

    private static URI location(URI from, ClassicHttpResponse response) throws FetchFailure {
        Header location = response.getFirstHeader(HttpHeaders.LOCATION);
        if (location == null) {
            throw FetchFailure.lasting("the server redirected it to nowhere");
        }
        try {
            URI next = URIUtils.resolve(from, new URI(location.getValue()));
            if (next.getScheme() != null) {
                return next;
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            // Said below.
        }
        throw FetchFailure.lasting("the server redirected it to what is no URI");
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
