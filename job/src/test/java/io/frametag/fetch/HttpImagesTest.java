package io.frametag.fetch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.frametag.fetch.CheckedResolver.HostResolver;
import io.frametag.fetch.ScriptedServer.Exchange;
import io.frametag.fetch.ScriptedServer.Request;
import io.frametag.pipeline.RejectReason;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One attempt, at a server that may be hostile, under names that a resolver of the test's own knows. */
class HttpImagesTest {
    private static final int MOST_BYTES = 10_000;
    private static final byte[] IMAGE = "an image".getBytes(US_ASCII);

    private final Map<String, String> addresses = new ConcurrentHashMap<>(Map.of("images.test", "127.0.0.1"));
    private final List<String> lookedUp = new ArrayList<>();
    private final HostResolver resolver = host -> {
        lookedUp.add(host);
        String address = addresses.getOrDefault(host, host.matches("[0-9a-f.:]+") ? host : null);
        if (address == null) {
            throw new UnknownHostException(host);
        }
        List<InetAddress> all = new ArrayList<>();
        for (String one : address.split(",", -1)) {
            all.add(InetAddress.getByName(one));
        }
        return all.toArray(InetAddress[]::new);
    };

    private ScriptedServer server;

    @BeforeEach
    void start() throws Exception {
        server = ScriptedServer.http();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private HttpImages images(String hosts, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of(
                "--fetch-hosts", hosts.replace("PORT", "" + server.port()),
                "--fetch-schemes", "http",
                "--fetch-attempts", "1"));
        all.addAll(List.of(options));
        return new HttpImages(
                FetchSettings.of(all.toArray(String[]::new)), MOST_BYTES, resolver, SSLContext.getDefault());
    }

    private HttpImages loopback() throws Exception {
        return images("images.test:PORT", "--fetch-private-addresses");
    }

    private byte[] get(HttpImages images, String uri) throws Exception {
        return images.get(new URI(uri.replace("PORT", "" + server.port())), new FetchDeadline(Duration.ofSeconds(30)));
    }

    private FetchFailure failure(HttpImages images, String uri) {
        return catchThrowableOfType(FetchFailure.class, () -> get(images, uri));
    }

    private void expect(ScriptedServer.Script script, RejectReason reason, boolean passing, String message)
            throws Exception {
        server.on("/a.jpg", script).on("/good.jpg", exchange -> exchange.ok(IMAGE));
        try (HttpImages images = loopback()) {
            FetchFailure failure = failure(images, "http://images.test:PORT/a.jpg?X-Signature=SECRET");
            assertThat(failure).as("a failure").isNotNull();
            assertThat(failure).hasMessageContaining(message);
            assertThat(failure.getMessage()).doesNotContain("SECRET", "a.jpg", "127.0.0.1");
            assertThat(failure.reason()).isEqualTo(reason);
            assertThat(failure.isPassing()).isEqualTo(passing);
            assertThat(get(images, "http://images.test:PORT/good.jpg"))
                    .as("the next one")
                    .isEqualTo(IMAGE);
        }
    }

    private void expectFailed(ScriptedServer.Script script, boolean passing, String message) throws Exception {
        server.on("/a.jpg?X-Signature=SECRET", script);
        expect(script, RejectReason.FETCH_FAILED, passing, message);
    }

    @Test
    void anImageIsFetchedByItsHostsNameAndWithoutAnythingElseOfOurs() throws Exception {
        server.on("/a%20b.jpg?x=%3F", exchange -> exchange.ok(IMAGE));
        try (HttpImages images = loopback()) {
            assertThat(get(images, "http://images.test:PORT/a%20b.jpg?x=%3F")).isEqualTo(IMAGE);
        }
        Request request = server.requests().get(0);
        assertThat(request.head().get(0)).isEqualTo("GET /a%20b.jpg?x=%3F HTTP/1.1");
        assertThat(request.header("Host")).isEqualTo("images.test:" + server.port());
        assertThat(request.header("Accept-Encoding")).isEqualTo("identity");
        assertThat(request.header("User-Agent")).isEqualTo("frametag");
        assertThat(request.head()).as("%s", request.head()).hasSize(5);
        assertThat(request.header("Connection")).isEqualTo("keep-alive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//a//b.jpg", "/", "/my_path;x=y/a.jpg", "/%2e%2e/a.jpg", "/a/../b.jpg"})
    void aPathIsAskedForAsItIs(String path) throws Exception {
        server.on(path, exchange -> exchange.ok(IMAGE));
        try (HttpImages images = loopback()) {
            assertThat(get(images, "http://images.test:PORT" + path)).isEqualTo(IMAGE);
        }
    }

    @Test
    void aHostWithAnUnderscoreIsAHost() throws Exception {
        addresses.put("my_minio", "127.0.0.1");
        server.on("/a.jpg", exchange -> exchange.ok(IMAGE));
        try (HttpImages images = images("my_minio:PORT", "--fetch-private-addresses")) {
            assertThat(get(images, "http://my_minio:PORT/a.jpg")).isEqualTo(IMAGE);
        }
        assertThat(server.requests().get(0).header("Host")).isEqualTo("my_minio:" + server.port());
    }

    @Test
    void aConnectionIsUsedAgain() throws Exception {
        server.on("/a.jpg", exchange -> exchange.ok(IMAGE));
        try (HttpImages images = loopback()) {
            for (int i = 0; i < 5; i++) {
                assertThat(get(images, "http://images.test:PORT/a.jpg")).isEqualTo(IMAGE);
            }
        }
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void aChunkedImageAndOneThatEndsWithItsConnectionAreRead() throws Exception {
        server.on("/chunked.jpg", exchange -> {
                    exchange.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    exchange.send("3\r\nan \r\n");
                    exchange.send("5;x=y\r\nimage\r\n0\r\n\r\n");
                })
                .on("/until-close.jpg", exchange -> {
                    exchange.send("HTTP/1.0 200 OK\r\n\r\nan image");
                    ScriptedServer.HANG_UP.answer(exchange);
                });
        try (HttpImages images = loopback()) {
            assertThat(get(images, "http://images.test:PORT/chunked.jpg")).isEqualTo(IMAGE);
            assertThat(get(images, "http://images.test:PORT/until-close.jpg")).isEqualTo(IMAGE);
        }
    }

    @Test
    void anImageMayBeAsLargeAsAllowedAndEmpty() throws Exception {
        server.on("/most.jpg", exchange -> exchange.ok(new byte[MOST_BYTES]))
                .on("/empty.jpg", exchange -> exchange.ok(new byte[0]));
        try (HttpImages images = loopback()) {
            assertThat(get(images, "http://images.test:PORT/most.jpg")).hasSize(MOST_BYTES);
            assertThat(get(images, "http://images.test:PORT/empty.jpg")).isEmpty();
        }
    }

    @Test
    void oneThatSaysItIsTooLargeIsNotRead() throws Exception {
        expectTooLarge(exchange -> {
            exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n");
            exchange.fallSilent();
        });
    }

    @Test
    void oneThatHasNoEndIsReadNoFurtherThanAllowed() throws Exception {
        expectTooLarge(exchange -> {
            exchange.send("HTTP/1.1 200 OK\r\n\r\n");
            endless(exchange);
        });
    }

    @Test
    void chunksWithoutAnEndAreReadNoFurtherThanAllowed() throws Exception {
        expectTooLarge(exchange -> {
            exchange.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (true) {
                exchange.send("400\r\n" + "x".repeat(0x400) + "\r\n");
            }
        });
    }

    private void expectTooLarge(ScriptedServer.Script script) throws Exception {
        server.on("/a.jpg?X-Signature=SECRET", script);
        expect(script, RejectReason.TOO_MANY_BYTES, false, "the image has more than the 10000 bytes allowed");
    }

    private static void endless(Exchange exchange) throws Exception {
        while (true) {
            exchange.send(new byte[1024]);
        }
    }

    @Test
    void anAnswerThatIsShorterThanItSaysIsNoImage() throws Exception {
        expectFailed(
                exchange -> {
                    exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf an image");
                    ScriptedServer.HANG_UP.answer(exchange);
                },
                true,
                "the connection ended before the image did");
    }

    @Test
    void chunksThatEndTooEarlyAreNoImage() throws Exception {
        expectFailed(
                exchange -> {
                    exchange.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\nhalf");
                    ScriptedServer.HANG_UP.answer(exchange);
                },
                true,
                "the connection ended before the image did");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 206, 300, 304, 400, 401, 403, 404, 407, 410})
    void whatTheServerWillNotGiveIsNotAskedForAgain(int status) throws Exception {
        expectFailed(exchange -> exchange.status(status), false, "the server answered " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void whatTheServerMayGiveLaterIsWorthAnotherAttempt(int status) throws Exception {
        expectFailed(exchange -> exchange.status(status), true, "the server answered " + status);
    }

    @Test
    void theServersWishToBeLeftAloneIsHeard() throws Exception {
        server.on("/seconds", exchange -> exchange.status(429, "Retry-After: 17"))
                .on("/date", exchange -> exchange.status(503, "Retry-After: Thu, 31 Dec 2099 23:59:59 GMT"))
                .on("/past", exchange -> exchange.status(503, "Retry-After: Fri, 31 Dec 1999 23:59:59 GMT"))
                .on("/nonsense", exchange -> exchange.status(503, "Retry-After: -1e9"));
        try (HttpImages images = loopback()) {
            assertThat(failure(images, "http://images.test:PORT/seconds").askedWait())
                    .isEqualTo(Duration.ofSeconds(17));
            assertThat(failure(images, "http://images.test:PORT/date").askedWait())
                    .isEqualTo(Duration.ofDays(1));
            assertThat(failure(images, "http://images.test:PORT/past").askedWait())
                    .isEqualTo(Duration.ZERO);
            assertThat(failure(images, "http://images.test:PORT/nonsense").askedWait())
                    .isEqualTo(Duration.ZERO);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "x-whatever", "identity, gzip"})
    void anImageThatIsEncodedOnceMoreIsRefusedUnread(String encoding) throws Exception {
        expectFailed(
                exchange -> {
                    exchange.send("HTTP/1.1 200 OK\r\nContent-Encoding: " + encoding + "\r\n\r\n");
                    GZIPOutputStream bomb = new GZIPOutputStream(exchange.out());
                    while (true) {
                        bomb.write(new byte[1024]);
                    }
                },
                false,
                "encoded once more");
    }

    @Test
    void aHeadWithoutAnEndIsNotReadToIt() throws Exception {
        expectFailed(
                exchange -> {
                    exchange.send("HTTP/1.1 200 OK\r\nX: ");
                    while (true) {
                        exchange.send("x".repeat(1024));
                    }
                },
                true,
                "is not HTTP");
    }

    @Test
    void headersWithoutAnEndAreNotReadToIt() throws Exception {
        expectFailed(
                exchange -> {
                    exchange.send("HTTP/1.1 200 OK\r\n");
                    while (true) {
                        exchange.send("X-Header: x\r\n");
                    }
                },
                true,
                "is not HTTP");
    }

    @Test
    void whatIsNotHttpIsNoImage() throws Exception {
        expectFailed(
                exchange -> {
                    exchange.send("220 mail.test ESMTP SECRET a.jpg\r\n");
                    ScriptedServer.HANG_UP.answer(exchange);
                },
                true,
                "the connection ended before the image did");
    }

    @Test
    void aServerThatHangsUpIsWorthAnotherAttempt() throws Exception {
        expectFailed(ScriptedServer.HANG_UP, true, "the connection ended before the image did");
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() throws Exception {
        server.on("/a.jpg", Exchange::fallSilent);
        try (HttpImages images = images("images.test:PORT", "--fetch-private-addresses", "--fetch-timeout", "300ms")) {
            FetchFailure failure = failure(images, "http://images.test:PORT/a.jpg");
            assertThat(failure).hasMessage("the server said nothing for too long");
            assertThat(failure.isPassing()).isTrue();
        }
    }

    @Test
    void aPortThatNobodyListensOnIsWorthAnotherAttempt() throws Exception {
        int port = server.port();
        server.close();
        try (HttpImages images = images("images.test:" + port, "--fetch-private-addresses")) {
            FetchFailure failure = failure(images, "http://images.test:" + port + "/a.jpg");
            assertThat(failure).hasMessage("its host cannot be connected to");
            assertThat(failure.isPassing()).isTrue();
        }
    }

    @Test
    void aHostThatNobodyKnowsIsWorthAnotherAttempt() throws Exception {
        try (HttpImages images = images("*.test")) {
            FetchFailure failure = failure(images, "http://nobody.test/a.jpg");
            assertThat(failure).hasMessage("the name service does not know its host");
            assertThat(failure.isPassing()).isTrue();
        }
    }

    @Test
    void redirectsAreFollowedFromHostToHost() throws Exception {
        addresses.put("other.test", "127.0.0.1");
        server.on("/a.jpg", exchange -> exchange.status(302, "Location: /b/c.jpg?x=y"))
                .on("/b/c.jpg?x=y", exchange -> exchange.status(307, "Location: ../d.jpg"))
                .on(
                        "/d.jpg",
                        exchange -> exchange.status(301, "Location: http://other.test:" + server.port() + "/e.jpg"))
                .on("/e.jpg", exchange -> exchange.status(308, "Location: ?f"))
                .on("/e.jpg?f", exchange -> exchange.ok(IMAGE));
        try (HttpImages images = images("*.test:PORT", "--fetch-private-addresses")) {
            assertThat(get(images, "http://images.test:PORT/a.jpg")).isEqualTo(IMAGE);
        }
        assertThat(server.requests().get(4).header("Host")).startsWith("other.test");
        assertThat(server.requests()).allMatch(request -> request.header("Referer") == null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.org/b.jpg",
                "http://images.test:22/b.jpg",
                "https://images.test/b.jpg",
                "file:///etc/passwd",
                "http://me:you@images.test/b.jpg",
                "//evil.org/b.jpg",
                "http://0x7f.1/b.jpg",
            })
    void aRedirectToWhatIsNotAllowedIsRefused(String location) throws Exception {
        server.on("/a.jpg?X-Signature=SECRET", exchange -> exchange.status(302, "Location: " + location));
        expect(
                exchange -> exchange.status(302, "Location: " + location),
                RejectReason.FETCH_REFUSED,
                false,
                "of what it is redirected to: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://exa mple/", "http://[", ":", "http://h/%"})
    void aRedirectToWhatIsNoUriFails(String location) throws Exception {
        expectFailed(
                exchange -> exchange.status(302, "Location: " + location), false, "redirected it to what is no URI");
    }

    @Test
    void aRedirectToNowhereFails() throws Exception {
        expectFailed(exchange -> exchange.status(302), false, "redirected it to nowhere");
    }

    @Test
    void aRedirectThatGoesRoundEnds() throws Exception {
        expectFailed(
                exchange -> exchange.status(302, "Location: /a.jpg?X-Signature=SECRET"),
                false,
                "redirected more than 5 times");
        assertThat(server.requests()).hasSize(6 + 1);
    }

    @Test
    void theBodyOfARedirectIsNotRead() throws Exception {
        server.on("/b.jpg", exchange -> exchange.ok(IMAGE)).on("/a.jpg", exchange -> {
            exchange.send("HTTP/1.1 302 Found\r\nLocation: /b.jpg\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (true) {
                exchange.send("400\r\n" + "x".repeat(0x400) + "\r\n");
            }
        });
        try (HttpImages images = loopback()) {
            assertThat(get(images, "http://images.test:PORT/a.jpg")).isEqualTo(IMAGE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "192.168.0.1",
                "100.64.0.1",
                "::1",
                "fd00::1",
                "169.254.169.254",
                "0.0.0.0",
                "224.0.0.1",
                "64:ff9b::7f00:1",
                "1.1.1.1,127.0.0.1",
            })
    void aNameOfAnInternalAddressIsNotConnectedTo(String address) throws Exception {
        addresses.put("images.test", address);
        try (HttpImages images = images("images.test:PORT")) {
            FetchFailure failure = failure(images, "http://images.test:PORT/a.jpg");
            assertThat(failure.reason()).isEqualTo(RejectReason.FETCH_REFUSED);
            assertThat(failure.isPassing()).isFalse();
            assertThat(failure).hasMessageStartingWith("its host has an address that");
            assertThat(failure.getMessage()).doesNotContain(address);
        }
        assertThat(server.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "0.0.0.0", "fd00:ec2::254", "127.0.0.1,169.254.169.254"})
    void metadataAreNotFetchedEvenOfTheInternalNetwork(String address) throws Exception {
        addresses.put("images.test", address);
        try (HttpImages images = loopback()) {
            assertThat(failure(images, "http://images.test:PORT/a.jpg"))
                    .hasMessage("its host has an address that nothing is fetched from");
        }
    }

    /** An address in the URI is looked up like a name, and so is checked like one. */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]", "[::ffff:127.0.0.1]"})
    void anAddressInTheUriIsCheckedAsWell(String host) throws Exception {
        try (HttpImages images = images("*:PORT")) {
            assertThat(failure(images, "http://" + host + ":PORT/a.jpg"))
                    .hasMessageContaining("an address that is not public");
        }
        assertThat(server.connections()).isZero();
        assertThat(lookedUp).hasSize(1);
    }

    @Test
    void aRedirectToAnInternalAddressIsRefused() throws Exception {
        addresses.put("inside.test", "169.254.169.254");
        server.on("/a.jpg", exchange -> exchange.status(302, "Location: http://inside.test:" + server.port() + "/"));
        try (HttpImages images = images("*.test:PORT", "--fetch-private-addresses")) {
            FetchFailure failure = failure(images, "http://images.test:PORT/a.jpg");
            assertThat(failure.reason()).isEqualTo(RejectReason.FETCH_REFUSED);
        }
    }

    /** DNS rebinding: public when it is checked, internal when it is connected to. Here there is one look-up, and it is both. */
    @Test
    void whatWasCheckedIsWhatIsConnectedTo() throws Exception {
        List<String> answers = new ArrayList<>(List.of("127.0.0.1", "169.254.169.254", "127.0.0.1"));
        HostResolver rebinding = host -> {
            lookedUp.add(host);
            return new InetAddress[] {InetAddress.getByName(answers.remove(0))};
        };
        server.on("/a.jpg", exchange -> {
            exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 8\r\nConnection: close\r\n\r\nan image");
            ScriptedServer.HANG_UP.answer(exchange);
        });
        try (HttpImages images = new HttpImages(
                FetchSettings.of(
                        "--fetch-hosts",
                        "images.test:" + server.port(),
                        "--fetch-schemes",
                        "http",
                        "--fetch-private-addresses"),
                MOST_BYTES,
                rebinding,
                SSLContext.getDefault())) {
            assertThat(get(images, "http://images.test:PORT/a.jpg")).isEqualTo(IMAGE);
            assertThat(lookedUp)
                    .as("looked up once, and connected to what it was then")
                    .hasSize(1);
            assertThat(failure(images, "http://images.test:PORT/a.jpg").reason())
                    .isEqualTo(RejectReason.FETCH_REFUSED);
            assertThat(get(images, "http://images.test:PORT/a.jpg")).isEqualTo(IMAGE);
        }
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void proxiesOfTheJvmAreNotUsed() throws Exception {
        server.on("/a.jpg", exchange -> exchange.ok(IMAGE));
        Map<String, String> proxies = Map.of(
                "http.proxyHost",
                "127.0.0.1",
                "http.proxyPort",
                "1",
                "http.nonProxyHosts",
                "",
                "socksProxyHost",
                "127.0.0.1",
                "socksProxyPort",
                "1",
                "socksNonProxyHosts",
                "");
        Map<String, String> before = new ConcurrentHashMap<>();
        proxies.forEach((name, value) -> {
            String old = System.setProperty(name, value);
            if (old != null) {
                before.put(name, old);
            }
        });
        try (HttpImages images = loopback()) {
            assertThat(get(images, "http://images.test:PORT/a.jpg")).isEqualTo(IMAGE);
        } finally {
            proxies.keySet().forEach(System::clearProperty);
            before.forEach(System::setProperty);
        }
    }

    @Test
    void whatIsBrokenOffIsNotReadAnyFurther() throws Exception {
        FetchDeadline deadline = new FetchDeadline(Duration.ofSeconds(30));
        server.on("/a.jpg", exchange -> {
            exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
            deadline.pass();
            exchange.fallSilent();
        });
        try (HttpImages images = loopback()) {
            FetchFailure failure = catchThrowableOfType(
                    FetchFailure.class,
                    () -> images.get(new URI("http://images.test:" + server.port() + "/a.jpg"), deadline));
            assertThat(failure).isNotNull();
            assertThat(deadline.hasPassed()).isTrue();
        }
    }
}
