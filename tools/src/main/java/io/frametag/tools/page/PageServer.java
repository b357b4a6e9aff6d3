package io.frametag.tools.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves a {@link PageState} on loopback: the page, its frames, and a snapshot twice a second. */
final class PageServer implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer http;
    private final ExecutorService threads;
    private final SnapshotFeed feed;
    private final BrowserImages images = new BrowserImages();

    private PageServer(PageState state, HttpServer http) {
        this.http = http;
        this.feed = new SnapshotFeed(() -> json(state.snapshot()), PERIOD, PATIENCE);
        this.threads = Executors.newCachedThreadPool(runnable -> {
            Thread thread = new Thread(runnable, "frametag-page-http");
            thread.setDaemon(true);
            return thread;
        });
        http.setExecutor(threads);
        guarded("/", new PageFile());
        guarded("/snapshots", feed);
        guarded(FrameHandler.PATH, new FrameHandler(state, images));
    }

    /**
     * @param port 0 for a free one
     * @throws IOException if the port is taken
     */
    static PageServer start(PageState state, int port) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
        PageServer server = new PageServer(state, http);
        http.start();
        return server;
    }

    private void guarded(String path, HttpHandler handler) {
        http.createContext(path, handler).getFilters().add(new PageGuard());
    }

    private static String json(Snapshot snapshot) {
        try {
            return JSON.writeValueAsString(snapshot);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A snapshot that is no JSON: " + snapshot, e);
        }
    }

    String address() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        feed.close();
        http.stop(0);
        threads.shutdownNow();
        images.close();
    }
}
