package io.frametag.tools.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.util.Map;

/** The page's own files, from the class path. */
final class PageFile implements HttpHandler {
    private record Content(String mediaType, byte[] bytes) {}

    private static final Map<String, Content> FILES = Map.of(
            "/", read("page.html", "text/html"),
            "/page.css", read("page.css", "text/css"),
            "/page.js", read("page.js", "text/javascript"),
            "/icon.svg", read("icon.svg", "image/svg+xml"));

    private static Content read(String name, String mediaType) {
        try (InputStream in = PageFile.class.getResourceAsStream(name)) {
            return new Content(mediaType + "; charset=utf-8", in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Content content = FILES.get(exchange.getRequestURI().getPath());
            if (content == null) {
                exchange.sendResponseHeaders(HttpURLConnection.HTTP_NOT_FOUND, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", content.mediaType());
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, head ? -1 : content.bytes().length);
            if (!head) {
                exchange.getResponseBody().write(content.bytes());
            }
        }
    }
}
