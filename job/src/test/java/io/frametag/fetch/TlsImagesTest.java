package io.frametag.fetch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.frametag.fetch.ScriptedServer.Exchange;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate is for images.test, and signed by nobody but itself. */
class TlsImagesTest {
    private static final char[] PASSWORD = "not a secret".toCharArray();
    private static final byte[] IMAGE = "an image".getBytes(US_ASCII);

    @TempDir
    private static Path folder;

    private static SSLContext servers;
    private static SSLContext trusting;

    @BeforeAll
    static void makeKey() throws Exception {
        Path store = folder.resolve("key.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "images",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=images.test",
                        "-ext",
                        "san=dns:images.test",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD)))
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.getInputStream().readAllBytes()).isNotNull();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, PASSWORD);
        servers = SSLContext.getInstance("TLS");
        servers.init(keyManagers.getKeyManagers(), null, null);

        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("images", keys.getCertificate("images"));
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(trusted);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(null, trustManagers.getTrustManagers(), null);
    }

    private static byte[] get(ScriptedServer server, SSLContext tls, String host, String timeout) throws Exception {
        try (HttpImages images = new HttpImages(
                FetchSettings.of(
                        "--fetch-hosts",
                        "*.test:" + server.port(),
                        "--fetch-private-addresses",
                        "--fetch-attempts",
                        "1",
                        "--fetch-timeout",
                        timeout),
                1_000,
                name -> new InetAddress[] {InetAddress.getLoopbackAddress()},
                tls)) {
            return images.get(
                    new URI("https://" + host + ":" + server.port() + "/a.jpg"),
                    new FetchDeadline(Duration.ofSeconds(30)));
        }
    }

    private static FetchFailure failure(ScriptedServer server, SSLContext tls, String host, String timeout) {
        return catchThrowableOfType(FetchFailure.class, () -> get(server, tls, host, timeout));
    }

    @Test
    void aTrustedServerOfTheRightNameIsBelieved() throws Exception {
        try (ScriptedServer server = ScriptedServer.https(servers).on("/a.jpg", exchange -> exchange.ok(IMAGE))) {
            assertThat(get(server, trusting, "images.test", "30s")).isEqualTo(IMAGE);
        }
    }

    @Test
    void aCertificateThatNobodyTrustsIsRefused() throws Exception {
        try (ScriptedServer server = ScriptedServer.https(servers).on("/a.jpg", exchange -> exchange.ok(IMAGE))) {
            FetchFailure failure = failure(server, SSLContext.getDefault(), "images.test", "30s");
            assertThat(failure).hasMessage("the server's certificate is not trusted, or is another host's");
            assertThat(failure.isPassing()).isFalse();
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() throws Exception {
        try (ScriptedServer server = ScriptedServer.https(servers).on("/a.jpg", exchange -> exchange.ok(IMAGE))) {
            FetchFailure failure = failure(server, trusting, "other.test", "30s");
            assertThat(failure).hasMessage("the server's certificate is not trusted, or is another host's");
            assertThat(failure.isPassing()).isFalse();
            assertThat(server.requests()).isEmpty();
        }
    }

    /** Plain text where TLS is spoken. */
    @Test
    void aServerThatSpeaksNoTlsIsNoneToTalkTo() throws Exception {
        try (ScriptedServer server = ScriptedServer.http()) {
            FetchFailure failure = failure(server, trusting, "images.test", "300ms");
            assertThat(failure.isPassing()).isTrue();
            assertThat(failure.getMessage())
                    .isIn("its host cannot be connected to", "no TLS connection to its host comes about");
        }
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() throws Exception {
        try (ScriptedServer server = ScriptedServer.https(servers).on("/a.jpg", Exchange::fallSilent)) {
            assertThat(failure(server, trusting, "images.test", "300ms"))
                    .hasMessage("the server said nothing for too long");
        }
    }
}
