package io.frametag.tools.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.util.Optional;

/** {@code /frames/INDEX}: the frame that a stream shows now. What stands behind a question mark is for browsers' caches. */
final class FrameHandler implements HttpHandler {
    static final String PATH = "/frames/";

    private final PageState state;
    private final BrowserImages images;

    FrameHandler(PageState state, BrowserImages images) {
        this.state = state;
        this.images = images;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<BrowserImage> image = index(exchange.getRequestURI().getPath())
                    .flatMap(state::shown)
                    .flatMap(images::of);
            if (image.isEmpty()) {
                // Not an error, which a browser would put into its console: this stream has no picture now.
                exchange.sendResponseHeaders(HttpURLConnection.HTTP_NO_CONTENT, -1);
                return;
            }
            ByteBuffer bytes = image.get().bytes();
            byte[] body = new byte[bytes.remaining()];
            bytes.get(body);
            exchange.getResponseHeaders().set("Content-Type", image.get().mediaType());
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static Optional<Integer> index(String path) {
        String index = path.substring(PATH.length());
        return index.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(index)) : Optional.empty();
    }
}
