package io.frametag.tools.page;

import static io.frametag.tools.page.PageSamples.NOON;
import static io.frametag.tools.page.PageSamples.frame;
import static io.frametag.tools.page.PageSamples.label;
import static io.frametag.tools.page.PageSamples.labels;
import static io.frametag.tools.page.PageSamples.photo;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.frametag.tools.page.PageSamples.HandClock;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class PageServerTest {
    private final PageState state = new PageState(new HandClock());
    private PageServer server;
    private PageReader page;

    @BeforeEach
    void start() throws Exception {
        server = PageServer.start(state, 0);
        page = new PageReader(server.address());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** @return the status line of an answer to a request that no client library would send */
    private String status(String method, String host, String... headers) throws Exception {
        String more = Stream.of(headers).map(header -> header + "\r\n").collect(Collectors.joining());
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(server.address()).getPort())) {
            socket.getOutputStream()
                    .write((method + " / HTTP/1.1\r\nHost: " + host + "\r\n" + more + "Connection: close\r\n\r\n")
                            .getBytes(US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.1:8080", "localhost:1", "LOCALHOST", "[::1]:80"})
    void loopbackNamesAreAnswered(String host) throws Exception {
        assertThat(status("GET", host)).contains(" 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "127.0.0.1.evil.example:80",
                "localhost.evil.example",
                "127.0.0.1:80:90",
                "10.0.0.1"
            })
    void aNameThatWasReboundToLoopbackIsRefused(String host) throws Exception {
        assertThat(status("GET", host)).contains(" 403 ");
    }

    @Test
    void whatAForeignPageAsksForIsRefused() throws Exception {
        String foreign = "Sec-Fetch-Site: cross-site";
        assertThat(status("GET", "localhost", foreign, "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: image"))
                .contains(" 403 ");
        assertThat(status("GET", "localhost", foreign, "Sec-Fetch-Mode: cors", "Sec-Fetch-Dest: empty"))
                .contains(" 403 ");
        assertThat(status("GET", "localhost", foreign, "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"))
                .contains(" 403 ");
        assertThat(status("GET", "localhost", foreign)).contains(" 403 ");
    }

    @Test
    void whatThePageItselfAsksForAndALinkToItAreAnswered() throws Exception {
        assertThat(status("GET", "localhost", "Sec-Fetch-Site: same-origin", "Sec-Fetch-Mode: cors"))
                .contains(" 200 ");
        assertThat(status("GET", "localhost", "Sec-Fetch-Site: none", "Sec-Fetch-Mode: navigate"))
                .contains(" 200 ");
        assertThat(status(
                        "GET",
                        "localhost",
                        "Sec-Fetch-Site: cross-site",
                        "Sec-Fetch-Mode: navigate",
                        "Sec-Fetch-Dest: document"))
                .contains(" 200 ");
    }

    @Test
    void nothingCanBeSent() throws Exception {
        assertThat(status("POST", "localhost")).contains(" 405 ");
        assertThat(status("HEAD", "localhost")).contains(" 200 ");
    }

    @ParameterizedTest
    @CsvSource({"'', text/html", "page.css, text/css", "page.js, text/javascript", "icon.svg, image/svg+xml"})
    void itsFilesAllowNothingForeign(String path, String mediaType) throws Exception {
        HttpResponse<byte[]> file = page.get(path);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Type")).hasValue(mediaType + "; charset=utf-8");
        assertThat(file.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'")
                .doesNotContain("unsafe", "http", "*", "data:");
        assertThat(file.headers().firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
        assertThat(file.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(file.headers().map()).doesNotContainKey("access-control-allow-origin");
        assertThat(page.get("other").statusCode()).isEqualTo(404);
    }

    @Test
    void itsFilesAreSmallAndNameNoOtherHost() throws Exception {
        int bytes = 0;
        for (String path : new String[] {"", "page.css", "page.js", "icon.svg"}) {
            byte[] body = page.get(path).body();
            bytes += body.length;
            assertThat(new String(body, UTF_8).replace("http://www.w3.org/2000/svg", ""))
                    .doesNotContain("//www", "http:", "https:", "innerHTML", "insertAdjacentHTML", "style=");
        }
        assertThat(bytes).isLessThan(20_000);
    }

    @Test
    void snapshotsComeAsEventsOneBehindTheOther() throws Exception {
        assertThat(page.snapshot(any -> true).path("labelled").asInt()).isZero();
        state.labelled(labels("door", 1, NOON, label("<b>cat</b>", 0.75f)));
        JsonNode snapshot = page.snapshot(s -> s.path("labelled").asInt() == 1);
        JsonNode stream = snapshot.path("streams").path(0);
        assertThat(stream.path("name").asText()).isEqualTo("door");
        assertThat(snapshot.path("latency").path(0).path("stage").asText()).isEqualTo("end to end");
        HttpResponse<byte[]> notThere = page.get("snapshots/x");
        assertThat(notThere.statusCode()).isEqualTo(404);
    }

    @Test
    void aJpegIsGivenAsItIs() throws Exception {
        SampledFrame cat = photo("cat-chelsea.jpg", 1);
        state.frame("door", cat);
        HttpResponse<byte[]> image = page.get("frames/0?n=1");
        assertThat(image.statusCode()).isEqualTo(200);
        assertThat(image.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(image.body()).isEqualTo(Files.readAllBytes(PageSamples.PHOTOS.resolve("cat-chelsea.jpg")));
    }

    @Test
    void aRawFrameIsMadeASmallJpegOfTheSameColours() throws Exception {
        ByteBuffer red = ByteBuffer.allocate(1280 * 720 * 3);
        while (red.hasRemaining()) {
            red.put((byte) 250).put((byte) 20).put((byte) 30);
        }
        state.frame("door", new SampledFrame(PageSamples.id(1), 1, "image/x-rgb24", 1280, 720, null, red.flip()));
        HttpResponse<byte[]> image = page.get("frames/0");
        assertThat(image.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        var decoded = ImageIO.read(new ByteArrayInputStream(image.body()));
        assertThat(decoded.getWidth()).isEqualTo(640);
        assertThat(decoded.getHeight()).isEqualTo(360);
        int rgb = decoded.getRGB(320, 180);
        assertThat(rgb >> 16 & 0xff).isBetween(244, 255);
        assertThat(rgb >> 8 & 0xff).isBetween(14, 26);
        assertThat(rgb & 0xff).isBetween(24, 36);
    }

    @Test
    void whatIsNoImageHasNoPreviewWhateverItsProducerCallsIt() throws Exception {
        state.frame("door", frame("image/png", ByteBuffer.wrap("<svg onload=alert(1)>".getBytes(US_ASCII)), 1));
        assertThat(page.get("frames/0").statusCode()).isEqualTo(204);
        assertThat(page.get("frames/7").statusCode()).isEqualTo(204);
        assertThat(page.get("frames/x").statusCode()).isEqualTo(204);
        assertThat(page.get("frames/").statusCode()).isEqualTo(204);
    }

    @Test
    void aPortThatIsTakenIsAnError() {
        assertThatThrownBy(() ->
                        PageServer.start(state, URI.create(server.address()).getPort()))
                .isInstanceOf(BindException.class);
    }
}
