package io.frametag.frames;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A camera on loopback that sends JPEGs over HTTP without end, as such cameras do ({@code multipart/x-mixed-replace}); its
 * first connections break off.
 */
final class MjpegServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger connections = new AtomicInteger();
    private final byte[] jpeg;
    private final int breaks;
    private final int framesBeforeBreak;

    MjpegServer(byte[] jpeg, int breaks, int framesBeforeBreak) throws IOException {
        this.jpeg = jpeg;
        this.breaks = breaks;
        this.framesBeforeBreak = framesBeforeBreak;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/door.mjpg", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://user:s3cret@127.0.0.1:" + server.getAddress().getPort() + "/door.mjpg";
    }

    int connections() {
        return connections.get();
    }

    private void serve(HttpExchange exchange) throws IOException {
        int connection = connections.incrementAndGet();
        long most = connection <= breaks ? framesBeforeBreak : Long.MAX_VALUE;
        exchange.getResponseHeaders().set("Content-Type", "multipart/x-mixed-replace; boundary=frame");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            for (long sent = 0; sent < most && !closed.await(20, TimeUnit.MILLISECONDS); sent++) {
                out.write(("--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.write(jpeg);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
