package io.frametag.tools.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Server-sent events. Each snapshot is made once and sent to all clients; nobody has a queue: who is slow gets the newest
 * next, and who takes none of it for a while is dropped. While nobody listens, nothing is made.
 */
final class SnapshotFeed implements HttpHandler, AutoCloseable {
    static final int CLIENTS = 16;

    private final Supplier<String> json;
    private final Duration patience;
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer;
    private byte[] newest;
    private long number;
    private boolean closed;

    /**
     * @param json in one line
     * @param patience how long a client may take for one snapshot
     */
    SnapshotFeed(Supplier<String> json, Duration period, Duration patience) {
        this.json = json;
        this.patience = patience;
        this.timer = Executors.newSingleThreadScheduledExecutor(runnable -> {
            Thread thread = new Thread(runnable, "frametag-page-snapshots");
            thread.setDaemon(true);
            return thread;
        });
        var unused = timer.scheduleAtFixedRate(this::tick, 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A request, answered in a thread of its own. */
    private static final class Client {
        private final Thread thread = Thread.currentThread();
        /** 0 while it waits. */
        private volatile long writingSince;
    }

    private void tick() {
        long now = System.nanoTime();
        for (Client client : clients) {
            long since = client.writingSince;
            if (since != 0 && now - since > patience.toNanos()) {
                // Closes the channel that it is stuck in.
                client.thread.interrupt();
            }
        }
        if (!clients.isEmpty()) {
            publish();
        }
    }

    private void publish() {
        byte[] event = ("data: " + json.get() + "\n\n").getBytes(UTF_8);
        synchronized (this) {
            newest = event;
            number++;
            notifyAll();
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Client client = new Client();
        try (exchange) {
            // The server gives a handler all that begins with its path.
            if (!exchange.getRequestURI()
                    .getPath()
                    .equals(exchange.getHttpContext().getPath())) {
                exchange.sendResponseHeaders(HttpURLConnection.HTTP_NOT_FOUND, -1);
                return;
            }
            clients.add(client);
            if (clients.size() > CLIENTS) {
                exchange.sendResponseHeaders(HttpURLConnection.HTTP_UNAVAILABLE, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, 0);
            send(client, exchange.getResponseBody());
        } catch (InterruptedException dropped) {
            Thread.currentThread().interrupt();
        } finally {
            clients.remove(client);
        }
    }

    private void send(Client client, OutputStream body) throws IOException, InterruptedException {
        long sent = -1;
        while (true) {
            byte[] event;
            synchronized (this) {
                while (!closed && (newest == null || number == sent)) {
                    wait();
                }
                if (closed) {
                    return;
                }
                event = newest;
                sent = number;
            }
            client.writingSince = System.nanoTime();
            body.write(event);
            body.flush();
            client.writingSince = 0;
        }
    }

    int clients() {
        return clients.size();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        synchronized (this) {
            closed = true;
            notifyAll();
        }
    }
}
