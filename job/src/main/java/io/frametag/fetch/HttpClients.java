package io.frametag.fetch;

import io.frametag.config.FetchConfig;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * An HTTP client that does nothing of its own accord: no redirects, retries, cookies, logins, proxies or decompression, and no answer
 * whose head has no end.
 */
final class HttpClients {
    private static final int LONGEST_LINE = 8 << 10;
    private static final int MOST_HEADERS = 100;
    /** A connection is used for no longer, so that a host which moves is followed. */
    private static final TimeValue OLDEST_CONNECTION = TimeValue.ofMinutes(1);
    /** A server may have closed what lay idle for longer. */
    private static final TimeValue IDLE_UNCHECKED = TimeValue.ofSeconds(1);

    private HttpClients() {}

    /** @param tls what servers' certificates are held against */
    static CloseableHttpClient of(FetchConfig config, DnsResolver resolver, SSLContext tls) {
        Timeout silence = Timeout.ofMilliseconds(
                config.timeout().dividedBy(config.attempts()).toMillis());
        return HttpClientBuilder.create()
                .setConnectionManager(connections(config.concurrency(), silence, resolver, tls))
                .setRoutePlanner(new DefaultRoutePlanner(DefaultSchemePortResolver.INSTANCE))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(silence)
                        .setResponseTimeout(silence)
                        .setAuthenticationEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setDefaultHeaders(List.of(new BasicHeader(HttpHeaders.ACCEPT_ENCODING, "identity")))
                .setUserAgent("frametag")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableConnectionState()
                .build();
    }

    private static HttpClientConnectionManager connections(
            int most, Timeout silence, DnsResolver resolver, SSLContext tls) {
        return new DirectConnections()
                .setDnsResolver(resolver)
                .setTlsSocketStrategy(
                        ClientTlsStrategyBuilder.create().setSslContext(tls).buildClassic())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(LONGEST_LINE)
                                .setMaxHeaderCount(MOST_HEADERS)
                                .build())
                        .build())
                .setMaxConnTotal(most)
                .setMaxConnPerRoute(most)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(silence)
                        .setSocketTimeout(silence)
                        .setTimeToLive(OLDEST_CONNECTION)
                        .setValidateAfterInactivity(IDLE_UNCHECKED)
                        .build())
                .setDefaultTlsConfig(
                        TlsConfig.custom().setHandshakeTimeout(silence).build())
                .build();
    }
}
