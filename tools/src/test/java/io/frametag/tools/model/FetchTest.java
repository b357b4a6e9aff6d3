package io.frametag.tools.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.frametag.tools.CommandFailure;
import io.frametag.tools.ExitCodes;
import io.frametag.tools.Frametag;
import io.frametag.tools.kafka.ScanProgress;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Against a server on loopback that breaks off, is silent, moves the file, or has another one. */
@Timeout(60)
class FetchTest {
    private final byte[] content = new byte[300_000];
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path cache;

    private HttpServer server;
    private ExecutorService threads;
    private URI uri;
    private String sha256;
    private Path file;
    private Path part;

    @BeforeEach
    void start() throws Exception {
        new Random(1).nextBytes(content);
        sha256 = sha256(content);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/model.onnx", exchange -> serve(exchange, content, content.length));
        server.createContext("/moved.onnx", exchange -> {
            exchange.getResponseHeaders().add("Location", "/model.onnx");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        // As long as it has not been asked to go on, half of it.
        server.createContext(
                "/breaks.onnx",
                exchange -> serve(exchange, content, from(exchange) == 0 ? content.length / 2 : content.length));
        server.createContext("/breaks-always.onnx", exchange -> serve(exchange, content, 1000));
        // Says 206, and sends all the same from another place.
        server.createContext("/misplaced.onnx", exchange -> {
            int from = from(exchange);
            requests.add(exchange.getRequestURI() + " " + from);
            if (from > 0) {
                exchange.getResponseHeaders().add("Content-Range", "bytes 0-" + (content.length - 1) + "/*");
            }
            exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        // Is replaced by what is wanted while the first answer is under way.
        server.createContext("/replaced.onnx", exchange -> {
            String tag = exchange.getRequestHeaders().getFirst("If-Range");
            requests.add(exchange.getRequestURI() + " " + from(exchange) + " " + tag);
            boolean first = tag == null;
            exchange.getResponseHeaders().add("ETag", first ? "\"old\"" : "\"new\"");
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(first ? new byte[1000] : content);
            exchange.getResponseBody().flush();
            exchange.close();
        });
        server.createContext("/endless.onnx", exchange -> {
            exchange.sendResponseHeaders(200, 3L << 30);
            await();
        });
        server.createContext("/silent.onnx", exchange -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, 10);
            exchange.getResponseBody().flush();
            asked.countDown();
            await();
        });
        server.start();
        uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/model.onnx");
        file = cache.resolve(sha256).resolve("model.onnx");
        part = cache.resolve(sha256).resolve("model.onnx.part");
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int from(HttpExchange exchange) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        return range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
    }

    /** All from where it was asked to, or less: then the connection is closed. */
    private void serve(HttpExchange exchange, byte[] all, int to) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        requests.add(exchange.getRequestURI().getPath() + (range == null ? "" : " " + range));
        int from = from(exchange);
        if (from >= all.length) {
            exchange.sendResponseHeaders(416, -1);
            exchange.close();
            return;
        }
        if (range != null) {
            exchange.getResponseHeaders()
                    .add("Content-Range", "bytes " + from + "-" + (all.length - 1) + "/" + all.length);
        }
        exchange.sendResponseHeaders(range == null ? 200 : 206, all.length - from);
        try (exchange;
                OutputStream body = exchange.getResponseBody()) {
            body.write(all, from, Math.max(0, to - from));
            body.flush();
        }
    }

    private int fetch(URI from, String hash) {
        return fetch(from.toString(), hash);
    }

    private int fetch(String from, String hash) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Frametag.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute("model", "fetch", from, "--sha256", hash, "--cache", cache.toString());
    }

    @Test
    void aFileIsFetchedOnceAndItsPathPrinted() throws Exception {
        assertThat(fetch(uri, sha256)).as(err.toString()).isEqualTo(ExitCodes.OK);
        assertThat(out.toString()).isEqualTo(file + "\n");
        assertThat(err.toString()).isEqualTo("fetch: read 300,000 of 300,000 bytes of model.onnx\n");
        assertThat(file).hasBinaryContent(content);

        assertThat(fetch(uri, sha256.toUpperCase(Locale.ROOT))).isEqualTo(ExitCodes.OK);
        assertThat(requests).containsExactly("/model.onnx");
    }

    @Test
    void redirectsAreFollowed() {
        assertThat(fetch(uri.resolve("/moved.onnx"), sha256)).as(err.toString()).isEqualTo(ExitCodes.OK);
        assertThat(cache.resolve(sha256).resolve("moved.onnx")).hasBinaryContent(content);
    }

    @Test
    void whatIsBrokenOffGoesOnWhereItEnded() {
        assertThat(fetch(uri.resolve("/breaks.onnx"), sha256))
                .as(err.toString())
                .isEqualTo(ExitCodes.OK);
        // A connection that breaks may take what is on its way with it.
        assertThat(requests).hasSize(2).first().isEqualTo("/breaks.onnx");
        assertThat(requests.get(1)).matches("/breaks.onnx bytes=[0-9]+-");
        assertThat(Integer.parseInt(requests.get(1).replaceAll("\\D", ""))).isBetween(1, content.length / 2);
        assertThat(cache.resolve(sha256).resolve("breaks.onnx")).hasBinaryContent(content);
    }

    @Test
    void aServerThatOnlyBreaksOffIsGivenUpAndWhatThereIsIsKept() {
        assertThat(fetch(uri.resolve("/breaks-always.onnx"), sha256)).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString())
                .contains("frametag: 127.0.0.1 breaks off (")
                .contains(") after 1000 bytes: the same command goes on from there.");
        assertThat(cache.resolve(sha256).resolve("breaks-always.onnx.part")).hasSize(1000);
        assertThat(requests).hasSize(4);
    }

    @Test
    void anEarlierRunsPartIsTakenUp() throws Exception {
        Files.createDirectories(part.getParent());
        Files.write(part, Arrays.copyOf(content, 100_000));

        assertThat(fetch(uri, sha256)).as(err.toString()).isEqualTo(ExitCodes.OK);
        assertThat(requests).containsExactly("/model.onnx bytes=100000-");
        assertThat(file).hasBinaryContent(content);
    }

    @Test
    void aPartOfAnotherFileIsThrownAway() throws Exception {
        Files.createDirectories(part.getParent());
        Files.write(part, new byte[400_000]);

        assertThat(fetch(uri, sha256)).as(err.toString()).isEqualTo(ExitCodes.OK);
        assertThat(requests).containsExactly("/model.onnx bytes=400000-", "/model.onnx");
        assertThat(file).hasBinaryContent(content);
    }

    @Test
    void anAnswerThatBeginsElsewhereIsNotAppended() throws Exception {
        Path misplaced = cache.resolve(sha256).resolve("misplaced.onnx");
        Files.createDirectories(misplaced.getParent());
        Files.write(misplaced.resolveSibling("misplaced.onnx.part"), Arrays.copyOf(content, 100_000));

        assertThat(fetch(uri.resolve("/misplaced.onnx"), sha256))
                .as(err.toString())
                .isEqualTo(ExitCodes.OK);
        assertThat(requests).containsExactly("/misplaced.onnx 100000", "/misplaced.onnx 0");
        assertThat(misplaced).hasBinaryContent(content);
    }

    @Test
    void aFileThatIsReplacedMeanwhileIsFetchedAnew() {
        assertThat(fetch(uri.resolve("/replaced.onnx"), sha256))
                .as(err.toString())
                .isEqualTo(ExitCodes.OK);
        assertThat(requests).containsExactly("/replaced.onnx 0 null", "/replaced.onnx 1000 \"old\"");
        assertThat(cache.resolve(sha256).resolve("replaced.onnx")).hasBinaryContent(content);
    }

    @Test
    void twoFetchesDoNotWriteOneFile() throws Exception {
        Path silent = cache.resolve(sha256).resolve("silent.onnx");
        Download first = new Download(uri.resolve("/silent.onnx"), silent, sha256);
        var running = threads.submit(() -> {
            first.run(ScanProgress.NONE);
            return null;
        });
        asked.await();

        assertThat(fetch(uri.resolve("/silent.onnx"), sha256)).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString())
                .isEqualTo("frametag: " + silent
                        + " is being fetched by another process: run the same command when that is done.\n");
        running.cancel(true);
    }

    @Test
    void whatIsLargerThanAnyModelIsRefusedBeforeItIsRead() {
        assertThat(fetch(uri.resolve("/endless.onnx"), sha256)).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString())
                .isEqualTo("frametag: " + uri.resolve("/endless.onnx")
                        + " has more than 2 GiB, which no model here has: is it the right address?\n");
    }

    @Test
    void noMessageShowsASecretOfTheAddress() {
        String signed = "?X-Signature=secret";
        assertThat(fetch(uri.resolve("/nothing" + signed), sha256)).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString()).contains("/nothing").doesNotContain("secret");
        assertThat(fetch(uri.resolve("/model.onnx" + signed), sha256("another".getBytes(UTF_8))))
                .isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString()).contains("/model.onnx has the SHA-256").doesNotContain("secret");
        server.stop(0);
        assertThat(fetch(uri.resolve("/model.onnx" + signed), sha256)).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString()).contains("Cannot reach").doesNotContain("secret");

        for (String wrong : List.of(
                "ftp://user:secret@127.0.0.1/x",
                "http://user:secret@127.0.0.1/a b",
                "http://user:secret@no_host/x",
                "//user:secret@127.0.0.1/x?secret")) {
            assertThat(fetch(wrong, sha256)).isEqualTo(ExitCodes.WRONG_USE);
            assertThat(err.toString()).isNotEmpty().doesNotContain("secret");
        }
    }

    @Test
    void anotherFileIsNotHandedOut() throws Exception {
        String other = sha256("another".getBytes(UTF_8));

        assertThat(fetch(uri, other)).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString())
                .contains("frametag: " + uri + " has the SHA-256 " + sha256 + ", and not " + other
                        + " as expected: it is another file, and was deleted.");
        assertThat(cache.resolve(other)).isEmptyDirectory();
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void anAddressWithoutAFileIsNamedWithTheAnswer() {
        assertThat(fetch(uri.resolve("/nothing"), sha256)).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString())
                .isEqualTo("frametag: 127.0.0.1 answers 404 for " + uri.resolve("/nothing")
                        + ": is it still the file's address?\n");
    }

    @Test
    void withoutANetworkTheSentenceSaysWhatToDoAndThatWorks() throws Exception {
        server.stop(0);

        assertThat(fetch(uri, sha256)).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString())
                .startsWith("frametag: Cannot reach 127.0.0.1:")
                .contains("(nobody listens there)")
                .endsWith("). Where there is a network, fetch " + uri + ", and put the file here as " + file
                        + ": the same command then checks it and needs no network.\n");

        Files.write(file, content);
        assertThat(fetch(uri, sha256)).isEqualTo(ExitCodes.OK);
        assertThat(out.toString()).isEqualTo(file + "\n");
    }

    @Test
    void aFilePutThereByHandIsCheckedAsWell() throws Exception {
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[3]);

        assertThat(fetch(uri, sha256)).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString()).startsWith("frametag: " + file + " has the SHA-256 ");
        assertThat(file).doesNotExist();
        assertThat(requests).isEmpty();
    }

    @Test
    void aSilentServerIsGivenUp() {
        Path silent = cache.resolve("silent");
        Download download = new Download(uri.resolve("/silent.onnx"), silent, sha256, Duration.ofMillis(300));

        assertThatThrownBy(() -> download.run(ScanProgress.NONE))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("127.0.0.1 breaks off (")
                .hasMessageContaining("after 10 bytes: the same command goes on from there.");
    }

    @Test
    void whatIsNoAddressOrHashIsWrongUse() {
        assertThat(fetch(URI.create("ftp://127.0.0.1/x"), sha256)).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).startsWith("'ftp://127.0.0.1/x' is no http or https address.\n");
        assertThat(fetch(URI.create("http://user:secret@127.0.0.1/x"), sha256)).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString())
                .startsWith("The address has a password in it")
                .doesNotContain("secret");
        assertThat(fetch(uri, "00ff")).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).startsWith("--sha256 must be 64 hexadecimal digits.\n");
        assertThat(requests).isEmpty();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
