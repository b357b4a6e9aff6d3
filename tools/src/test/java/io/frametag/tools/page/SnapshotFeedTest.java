package io.frametag.tools.page;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.frametag.standalone.Await;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SnapshotFeedTest {
    private static final String LARGE = "x".repeat(8 << 20);

    private final AtomicInteger made = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer http;
    private SnapshotFeed feed;

    @BeforeEach
    void start() throws Exception {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    private void serve(String snapshot) {
        feed = new SnapshotFeed(
                () -> {
                    made.incrementAndGet();
                    return snapshot;
                },
                Duration.ofMillis(20),
                Duration.ofSeconds(1));
        http.createContext("/", feed);
        http.setExecutor(threads);
        http.start();
    }

    @AfterEach
    void stop() {
        feed.close();
        http.stop(0);
        threads.shutdownNow();
    }

    private Socket connected() throws Exception {
        Socket socket = new Socket();
        socket.connect(http.getAddress());
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
        return socket;
    }

    private static String head(Socket socket) throws Exception {
        return new String(socket.getInputStream().readNBytes(12), US_ASCII);
    }

    private void awaitClients(int count) throws InterruptedException {
        Await.until(count + " clients", Duration.ofSeconds(20), () -> feed.clients() == count);
    }

    @Test
    void whoTakesNothingIsDroppedAndTheOthersGoOn() throws Exception {
        serve(LARGE);
        try (Socket stuck = connected()) {
            awaitClients(1);
            try (Socket reader = connected()) {
                awaitClients(2);
                long read = 0;
                while (read < 2L * LARGE.length() || feed.clients() > 1) {
                    int some = reader.getInputStream().readNBytes(1 << 20).length;
                    assertThat(some).as("more, while it reads").isPositive();
                    read += some;
                }
                assertThat(feed.clients()).isEqualTo(1);
                assertThat(stuck.isConnected()).isTrue();
            }
        }
        awaitClients(0);
    }

    @Test
    void oneTooManyIsSentAway() throws Exception {
        serve("{}");
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < SnapshotFeed.CLIENTS; i++) {
                sockets.add(connected());
                awaitClients(i + 1);
            }
            try (Socket more = connected()) {
                assertThat(head(more)).isEqualTo("HTTP/1.1 503");
            }
            assertThat(head(sockets.get(0))).isEqualTo("HTTP/1.1 200");
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        awaitClients(0);
    }

    @Test
    void nothingIsMadeWhileNobodyListens() throws Exception {
        serve("{}");
        try (Socket socket = connected()) {
            awaitClients(1);
            assertThat(head(socket)).isEqualTo("HTTP/1.1 200");
        }
        awaitClients(0);
        int before = made.get();
        // The feed's own timer has passed several times by then.
        try (Socket socket = connected()) {
            awaitClients(1);
            assertThat(before).isPositive();
            assertThat(head(socket)).isEqualTo("HTTP/1.1 200");
        }
    }
}
