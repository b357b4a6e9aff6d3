package io.frametag.fetch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.config.FetchConfig;
import io.frametag.fetch.CheckedResolver.HostResolver;
import io.frametag.pipeline.Attachment;
import io.frametag.pipeline.RejectReason;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UriFetcherTest {
    private static final byte[] IMAGE = "an image".getBytes(US_ASCII);
    private static final HostResolver LOOPBACK = host -> new InetAddress[] {InetAddress.getLoopbackAddress()};
    private static final long PATIENCE_SECONDS = 60;

    private ScriptedServer server;

    @BeforeEach
    void start() throws Exception {
        server = ScriptedServer.http();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private UriFetcher fetcher(HostResolver resolver, String timeout, int attempts, int concurrency) throws Exception {
        FetchConfig config = FetchSettings.of(
                "--fetch-hosts",
                "images.test:" + server.port(),
                "--fetch-schemes",
                "http",
                "--fetch-private-addresses",
                "--fetch-timeout",
                timeout,
                "--fetch-attempts",
                "" + attempts,
                "--fetch-concurrency",
                "" + concurrency);
        return new UriFetcher(config, 10_000, resolver, SSLContext.getDefault());
    }

    private String uri(String path) {
        return "http://images.test:" + server.port() + path;
    }

    private static Attachment await(CompletableFuture<Attachment> fetched) throws Exception {
        return fetched.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void aServerThatIsIllForAWhileIsAskedAgain() throws Exception {
        server.on("/a.jpg", exchange -> {
            switch (exchange.number()) {
                case 1 -> exchange.status(500);
                case 2 -> exchange.status(429, "Retry-After: 0");
                default -> exchange.ok(IMAGE);
            }
        });
        try (UriFetcher fetcher = fetcher(LOOPBACK, "60s", 3, 1)) {
            assertThat(await(fetcher.fetch(uri("/a.jpg")))).isEqualTo(Attachment.of(IMAGE));
        }
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void whatIsNotThereIsAskedForOnce() throws Exception {
        try (UriFetcher fetcher = fetcher(LOOPBACK, "60s", 3, 1)) {
            assertThat(await(fetcher.fetch(uri("/none.jpg?SECRET")))).satisfies(ended -> {
                assertThat(ended.refusal()).isEqualTo(RejectReason.FETCH_FAILED);
                assertThat(ended.message())
                        .isEqualTo("The payload is the URI " + uri("/none.jpg") + ": the server answered 404.");
            });
        }
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no uri", "//images.test/a.jpg", "", "gopher://images.test/", "https://images.test/a.jpg"})
    void whatMayNotBeFetchedIsRefusedWithoutAQuestion(String uri) throws Exception {
        try (UriFetcher fetcher = fetcher(LOOPBACK, "60s", 3, 1)) {
            assertThat(await(fetcher.fetch(uri)).refusal()).isEqualTo(RejectReason.FETCH_REFUSED);
            assertThat(await(fetcher.fetch(uri("/" + "x".repeat(9_000)))).message())
                    .endsWith("it has more than 8192 characters.");
        }
        assertThat(server.connections()).isZero();
    }

    /** Each byte comes within the time that a server may be silent: only the time of the whole ends it. */
    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", "HTTP/1.1 200 OK\r\n"})
    void aServerThatDripsHoldsNoPlaceForLongerThanAllowed(String head) throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        server.on("/a.jpg", exchange -> {
                    exchange.send(head);
                    try {
                        while (!exchange.serverClosed().await(20, TimeUnit.MILLISECONDS)) {
                            exchange.send("x");
                        }
                    } finally {
                        ended.countDown();
                    }
                })
                .on("/b.jpg", exchange -> exchange.ok(IMAGE));
        try (UriFetcher fetcher = fetcher(LOOPBACK, "400ms", 1, 1)) {
            CompletableFuture<Attachment> first = fetcher.fetch(uri("/a.jpg"));
            assertThat(await(first).message()).endsWith("it took longer than --fetch-timeout, which is 400 ms.");
            assertThat(ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("hung up on")
                    .isTrue();
            assertThat(await(fetcher.fetch(uri("/b.jpg"))))
                    .as("the place is free")
                    .isEqualTo(Attachment.of(IMAGE));
        }
    }

    /** A look-up cannot be broken off: its record is answered in time all the same. */
    @Test
    void aNameServiceThatDoesNotAnswerHoldsNoRecord() throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        HostResolver stuck = host -> {
            boolean interrupted = false;
            while (answers.getCount() > 0) {
                try {
                    answers.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            assertThat(interrupted).isFalse();
            return LOOPBACK.resolve(host);
        };
        server.on("/a.jpg", exchange -> exchange.ok(IMAGE));
        try (UriFetcher fetcher = fetcher(stuck, "300ms", 1, 1)) {
            assertThat(await(fetcher.fetch(uri("/a.jpg"))).message()).contains("it took longer than --fetch-timeout");
            assertThat(await(fetcher.fetch(uri("/a.jpg"))).message())
                    .as("one that waits for its place")
                    .contains("it took longer than --fetch-timeout");
            answers.countDown();
        }
        assertThat(server.requests())
                .as("what is answered is not fetched any more")
                .isEmpty();
    }

    @Test
    void noMoreAreFetchedAtATimeThanAllowed() throws Exception {
        int most = 3;
        AtomicInteger now = new AtomicInteger();
        AtomicInteger highest = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(most);
        server.on("/a.jpg", exchange -> {
            highest.accumulateAndGet(now.incrementAndGet(), Math::max);
            full.countDown();
            assertThat(full.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            now.decrementAndGet();
            exchange.ok(IMAGE);
        });
        try (UriFetcher fetcher = fetcher(LOOPBACK, "60s", 1, most)) {
            List<CompletableFuture<Attachment>> all = new ArrayList<>();
            for (int i = 0; i < 10 * most; i++) {
                all.add(fetcher.fetch(uri("/a.jpg")));
            }
            for (CompletableFuture<Attachment> one : all) {
                assertThat(await(one)).isEqualTo(Attachment.of(IMAGE));
            }
        }
        assertThat(highest).hasValue(most);
        assertThat(server.connections()).isLessThanOrEqualTo(most);
    }

    @Test
    void closingBreaksOffWhatIsUnderWay() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        server.on("/a.jpg", exchange -> {
            asked.countDown();
            exchange.fallSilent();
        });
        CompletableFuture<Attachment> fetched;
        try (UriFetcher fetcher = fetcher(LOOPBACK, "60s", 5, 1)) {
            fetched = fetcher.fetch(uri("/a.jpg"));
            assertThat(asked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(fetched)
                .as("neither an image, nor a dead letter, nor a failed task")
                .isNotDone();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(Thread::isAlive)
                .noneMatch(thread -> thread.getName().contains("frametag-fetch"));
    }

    @Test
    void whatIsNoFaultOfTheUriFailsTheTask() throws Exception {
        HostResolver broken = host -> {
            throw new OutOfMemoryError("none left");
        };
        try (UriFetcher fetcher = fetcher(broken, "60s", 3, 1)) {
            CompletableFuture<Attachment> fetched = fetcher.fetch(uri("/a.jpg"));
            assertThat(fetched)
                    .failsWithin(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(OutOfMemoryError.class);
        }
    }
}
