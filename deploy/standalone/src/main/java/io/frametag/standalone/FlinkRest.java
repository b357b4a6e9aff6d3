package io.frametag.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Flink's REST interface as JSON in and out. Thread-safe. */
public final class FlinkRest {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final URI address;

    public FlinkRest(URI address) {
        this.address = address;
    }

    public URI address() {
        return address;
    }

    /** @throws IOException if nobody answers, or with the answer's own words if it is an error */
    public JsonNode get(String path) throws IOException {
        return send(path, request(path).GET());
    }

    JsonNode post(String path, Object body) throws IOException {
        return send(path, json(path).POST(of(body)));
    }

    JsonNode patch(String path) throws IOException {
        return send(path, request(path).method("PATCH", BodyPublishers.noBody()));
    }

    JsonNode delete(String path) throws IOException {
        return send(path, request(path).DELETE());
    }

    /** Uploads a jar as Flink's web page does. */
    JsonNode upload(String path, Path jar) throws IOException {
        String boundary = "frametag-jar-boundary";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
                        + jar.getFileName() + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(Files.readAllBytes(jar));
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(
                path,
                request(path)
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private HttpRequest.Builder json(String path) {
        return request(path).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(ANSWER);
    }

    private static BodyPublisher of(Object body) throws IOException {
        return BodyPublishers.ofString(JSON.writeValueAsString(body));
    }

    private JsonNode send(String path, HttpRequest.Builder request) throws IOException {
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IOException(
                        "Flink answers " + path + " with " + response.statusCode() + ": " + words(response.body()));
            }
            return JSON.readTree(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for " + path, e);
        }
    }

    /** @return an error's text as Flink wrote it, stack trace and all, before it became JSON */
    private static String words(String body) {
        try {
            List<String> errors = new ArrayList<>();
            JSON.readTree(body).path("errors").forEach(error -> errors.add(error.asText()));
            return errors.isEmpty() ? body : String.join("\n", errors);
        } catch (IOException noJson) {
            return body;
        }
    }
}
