package io.frametag.fetch;

import io.frametag.config.FetchConfig;
import io.frametag.fetch.CheckedResolver.HostResolver;
import java.io.Closeable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import javax.net.ssl.SSLContext;

/** Whatever a URI may name: one attempt. Thread-safe. */
final class UriImages implements Closeable {
    private static final int LONGEST_URI = 8 << 10;

    private final FetchConfig config;
    private final HttpImages web;
    private final FileImages files;

    UriImages(FetchConfig config, int mostBytes, HostResolver resolver, SSLContext tls) {
        this.config = config;
        this.web = new HttpImages(config, mostBytes, resolver, tls);
        this.files = new FileImages(config, mostBytes);
    }

    byte[] get(String text, FetchDeadline deadline) throws FetchFailure {
        URI uri = parse(text);
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (!config.schemes().contains(scheme)) {
            throw FetchFailure.refused("--fetch-schemes does not list its scheme");
        }
        return FetchConfig.isHttp(scheme) ? web.get(uri, deadline) : files.get(uri, deadline);
    }

    private static URI parse(String text) throws FetchFailure {
        if (text.length() > LONGEST_URI) {
            throw FetchFailure.refused("it has more than " + LONGEST_URI + " characters");
        }
        try {
            URI uri = new URI(text);
            if (uri.getScheme() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Said below: its own message repeats the URI.
        }
        throw FetchFailure.refused("it is no URI");
    }

    @Override
    public void close() {
        web.close();
    }
}
