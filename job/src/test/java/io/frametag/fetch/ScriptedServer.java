package io.frametag.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/**
 * A server on loopback that answers each path as its script says, byte by byte: also as no library of servers would. Connections are kept
 * open as long as scripts leave them open.
 */
final class ScriptedServer implements AutoCloseable {
    private static final int BACKLOG = 50;
    /** Ends the connection without an answer. */
    static final Script HANG_UP = exchange -> {
        throw new IOException("as the script says");
    };

    private final ServerSocket listening;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Answers one request; an exception closes the connection. */
    @FunctionalInterface
    interface Script {
        void answer(Exchange exchange) throws Exception;
    }

    /** @param head the request line and headers, as they came */
    record Request(String path, List<String> head) {
        String header(String name) {
            return head.stream()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).trim())
                    .findFirst()
                    .orElse(null);
        }
    }

    /** @param number of the request for this path, from 1 */
    record Exchange(Request request, int number, OutputStream out, CountDownLatch serverClosed) {
        void send(String text) throws IOException {
            send(text.getBytes(ISO_8859_1));
        }

        void send(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        void ok(byte[] body) throws IOException {
            send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n");
            send(body);
        }

        void status(int status, String... headers) throws IOException {
            send("HTTP/1.1 " + status + " Whatever\r\nContent-Length: 0\r\n"
                    + String.join(
                            "", List.of(headers).stream().map(h -> h + "\r\n").toList()) + "\r\n");
        }

        /** Says nothing more, for as long as the server is there. */
        void fallSilent() throws InterruptedException {
            serverClosed.await();
        }
    }

    private ScriptedServer(ServerSocket listening) {
        this.listening = listening;
        threads.execute(this::accept);
    }

    static ScriptedServer http() throws IOException {
        return new ScriptedServer(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
    }

    static ScriptedServer https(SSLContext tls) throws IOException {
        ServerSocketFactory sockets = tls.getServerSocketFactory();
        return new ScriptedServer(sockets.createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
    }

    ScriptedServer on(String path, Script script) {
        scripts.put(path, script);
        return this;
    }

    int port() {
        return listening.getLocalPort();
    }

    List<Request> requests() {
        return requests;
    }

    int connections() {
        return connections.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                connections.incrementAndGet();
                open.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                List<String> head = new CopyOnWriteArrayList<>(List.of(line));
                for (String header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
                    head.add(header);
                }
                Request request = new Request(line.split(" ", -1)[1], head);
                int number;
                synchronized (requests) {
                    requests.add(request);
                    number = (int) requests.stream()
                            .filter(other -> other.path().equals(request.path()))
                            .count();
                }
                scripts.getOrDefault(request.path(), exchange -> exchange.status(404))
                        .answer(new Exchange(request, number, socket.getOutputStream(), closed));
            }
        } catch (Exception e) {
            // The connection is closed, by whichever side.
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
