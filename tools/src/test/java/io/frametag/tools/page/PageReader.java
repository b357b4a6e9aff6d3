package io.frametag.tools.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.stream.Stream;

/** Asks a page what a browser would. */
public final class PageReader {
    private static final String DATA = "data: ";
    private static final int MOST_SNAPSHOTS = 200;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String address;

    public PageReader(String address) {
        this.address = address;
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(address + path))
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    /** Looks at a snapshot, and may do something about it. */
    public interface Wanted {
        boolean test(JsonNode snapshot) throws Exception;
    }

    /** @return the first snapshot that is like that */
    public JsonNode snapshot(Wanted wanted) throws Exception {
        HttpResponse<Stream<String>> events = client.send(
                HttpRequest.newBuilder(URI.create(address + "snapshots")).build(), BodyHandlers.ofLines());
        try (Stream<String> lines = events.body()) {
            Iterator<String> each = lines.iterator();
            JsonNode last = null;
            for (int i = 0; i < 2 * MOST_SNAPSHOTS; i++) {
                String line = each.next();
                if (line.startsWith(DATA)) {
                    last = new ObjectMapper().readTree(line.substring(DATA.length()));
                    if (wanted.test(last)) {
                        return last;
                    }
                }
            }
            throw new AssertionError("No snapshot was like that; the last: " + last);
        }
    }
}
