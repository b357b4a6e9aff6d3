package io.frametag.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.pipeline.RejectReason;
import java.net.URI;
import java.net.URISyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpPolicyTest {
    private final HttpPolicy policy = new HttpPolicy(FetchSettings.of(
            "--fetch-hosts", "example.com;*.example.org;[2001:db8::1];my_bucket.example.net;10.1.2.3:8080"));

    @ParameterizedTest
    @CsvSource({
        "https://example.com/a.jpg, https://example.com/a.jpg",
        "HTTPS://EXAMPLE.com./a.jpg, https://example.com/a.jpg",
        "https://example.com, https://example.com/",
        "https://example.com?a=b, https://example.com/?a=b",
        "https://example.com:443/a.jpg, https://example.com/a.jpg",
        "https://example.com:80/a.jpg, https://example.com:80/a.jpg",
        "https://example.com:/a.jpg, https://example.com/a.jpg",
        "https://a.b.example.org/%2e%2e/a%20b.jpg?x=%3F#part, https://a.b.example.org/%2e%2e/a%20b.jpg?x=%3F",
        "https://my_bucket.example.net/a.jpg, https://my_bucket.example.net/a.jpg",
        "https://[2001:DB8:0::1]/a.jpg, https://[2001:db8:0:0:0:0:0:1]/a.jpg",
        "https://10.1.2.3:8080/a.jpg, https://10.1.2.3:8080/a.jpg",
        "https://example.com/k\u00e4tzchen.jpg, https://example.com/k%C3%A4tzchen.jpg",
        "https://example.com//a//b.jpg, https://example.com//a//b.jpg",
    })
    void whatIsAllowedIsAskedForInOneSpelling(String uri, String asked) throws Exception {
        HttpTarget target = policy.admit(new URI(uri));
        assertThat(target.uri()).isEqualTo(URI.create(asked));
        assertThat(target.host().getSchemeName()).isEqualTo("https");
        assertThat(target.request().getUri()).isEqualTo(URI.create(asked));
        assertThat(target.request().getRequestUri()).startsWith("/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://example.com/a.jpg              | --fetch-schemes does not list 'http'",
                "file:/etc/passwd                      | --fetch-schemes does not list 'file'",
                "https:a.jpg                           | it names no host",
                "https:///a.jpg                        | it names no host",
                "https://:443/a.jpg                    | its host is no host's name",
                "https://example.net/a.jpg             | --fetch-hosts does not list its host",
                "https://example.org/a.jpg             | --fetch-hosts does not list its host",
                "https://example.com.evil.net/a.jpg    | --fetch-hosts does not list its host",
                "https://example.com@evil.net/a.jpg    | it has a user's name in it",
                "https://me:secret@example.com/a.jpg   | it has a user's name in it",
                "https://@example.com/a.jpg            | it has a user's name in it",
                "https://example.com:22/a.jpg          | but not with port 22",
                "https://example.com:0/a.jpg           | but not with port 0",
                "https://example.com:99999/a.jpg       | but not with port 99999",
                "https://example.com:999999/a.jpg      | its host is none",
                "https://10.1.2.3/a.jpg                | but not with port 443",
                "https://10.1.2.4:8080/a.jpg           | --fetch-hosts does not list its host",
                "https://2130706433/a.jpg              | its host is a number",
                "https://0177.0.0.1/a.jpg              | its host is a number",
                "https://0x7f.0.0.1/a.jpg              | its host is a number",
                "https://127.1/a.jpg                   | its host is a number",
                "https://[::1]/a.jpg                   | --fetch-hosts does not list its host",
                "https://[::ffff:127.0.0.1]/a.jpg      | --fetch-hosts does not list its host",
                "https://[fe80::1%25eth0]/a.jpg        | its host is no IPv6 address",
                "https://ex\u0430mple.com/a.jpg        | its host has letters that are not ASCII: write it in its xn-- form",
                "https://\uff11\uff12\uff17.0.0.1/     | its host has letters that are not ASCII",
                "https://example%2ecom/a.jpg           | its host is no host's name",
                "https://evil.net%00.example.org/      | its host is no host's name",
            })
    void whatIsNotAllowedIsRefused(String uri, String message) {
        assertThatThrownBy(() -> policy.admit(new URI(uri)))
                .isInstanceOfSatisfying(FetchFailure.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(RejectReason.FETCH_REFUSED);
                    assertThat(refused.isPassing()).isFalse();
                })
                .hasMessageContaining(message.trim());
    }

    /** The JDK refuses them; nothing here has to. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/a\r\nHost: evil.net",
                "https://example.com/a b",
                "https://example.com\\@evil.net/",
                "https://example.com/a\u0000",
                "https://exa\tmple.com/",
                "https://[::1/a.jpg",
            })
    void whatIsNoUriIsNone(String uri) {
        assertThatThrownBy(() -> new URI(uri)).isInstanceOf(URISyntaxException.class);
    }

    @Test
    void aStarIsForEveryHostButNotForEveryPort() throws Exception {
        HttpPolicy any = new HttpPolicy(FetchSettings.of("--fetch-hosts", "*", "--fetch-schemes", "http;https"));
        assertThat(any.admit(new URI("http://whoever.example/a.jpg")).host().getPort())
                .isEqualTo(80);
        assertThatThrownBy(() -> any.admit(new URI("http://whoever.example:6379/")))
                .hasMessageContaining("but not with port 6379");
    }
}
