package io.frametag.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class AccessProblemTest {
    private static final String SECRET = "hunter2-and-more";
    private static final String JAAS =
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"camera\"" + " password=\""
                    + SECRET + "\";";

    private final Map<String, Object> settings = new HashMap<>(Map.of(
            "bootstrap.servers", "kafka:9093",
            "security.protocol", "SASL_SSL",
            "sasl.mechanism", "SCRAM-SHA-512",
            "sasl.jaas.config", JAAS));

    private String sentence(Throwable failure) {
        return AccessProblem.of(settings, failure).orElse("none");
    }

    private static SslAuthenticationException tls(String message, Throwable cause) {
        SSLException handshake = new SSLHandshakeException(message);
        handshake.initCause(cause);
        return new SslAuthenticationException("SSL handshake failed", handshake);
    }

    @Test
    void aRefusedPassword() {
        assertThat(sentence(new SaslAuthenticationException("invalid credentials")))
                .isEqualTo("Kafka at kafka:9093 refuses the user name or the password (SCRAM-SHA-512): correct"
                        + " sasl.jaas.config, or set the user's password there with kafka-configs.sh.");
    }

    @Test
    void anotherMechanism() {
        assertThat(sentence(new UnsupportedSaslMechanismException("enabled mechanisms are [PLAIN]")))
                .isEqualTo("Kafka at kafka:9093 does not take sasl.mechanism SCRAM-SHA-512 (enabled mechanisms are"
                        + " [PLAIN]): name one that it has enabled.");
    }

    @Test
    void aPortWithoutUserNames() {
        assertThat(sentence(new IllegalSaslStateException("Unexpected handshake")))
                .startsWith(
                        "Kafka at kafka:9093 asks for no user name at this port, and security.protocol is SASL_SSL");
    }

    @Test
    void anUnknownCa() {
        SslAuthenticationException failure =
                tls("PKIX", new CertPathBuilderException("unable to find valid certification path"));
        assertThat(sentence(failure))
                .startsWith("Kafka at kafka:9093 shows a certificate of a CA that is unknown here: name a trust store");
        settings.put("ssl.truststore.location", "/etc/trust.p12");
        assertThat(sentence(failure))
                .isEqualTo(
                        "Kafka at kafka:9093 shows a certificate that the trust store /etc/trust.p12 does not vouch for"
                                + " (unable to find valid certification path): put the certificate of the CA that signed it"
                                + " there.");
    }

    @Test
    void anotherHost() {
        assertThat(sentence(tls("x", new CertificateException("No name matching kafka found"))))
                .startsWith("Kafka at kafka:9093 shows a certificate that is for another host (No name matching kafka"
                        + " found): ");
    }

    @Test
    void tlsToAPortWithoutIt() {
        assertThat(sentence(new SslAuthenticationException(
                        "SSL handshake failed", new SSLException("Unsupported or unrecognized SSL message"))))
                .startsWith("Kafka at kafka:9093 does not speak TLS at this port, and security.protocol is SASL_SSL: ");
    }

    @Test
    void nobodyThere() {
        assertThat(sentence(new TimeoutException("late"))).isEqualTo("none");
        assertThat(sentence(new KafkaException("something else"))).isEqualTo("none");
    }

    @Test
    void aPortThatCutsOffIsNotTakenForTls() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            settings.put("bootstrap.servers", "127.0.0.1:" + server.getLocalPort());
            settings.put("security.protocol", "PLAINTEXT");
            Thread closing = new Thread(() -> {
                try {
                    server.accept().close();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            closing.start();
            assertThat(sentence(new TimeoutException("late"))).isEqualTo("none");
            closing.join();
        }
    }

    @Test
    void aJaasConfigThatCannotBeReadIsNotQuoted() {
        settings.put("bootstrap.servers", "127.0.0.1:1");
        settings.put("sasl.jaas.config", JAAS.replace("\"", "").replace("-and", " and"));
        Throwable failure = madeWith(settings);
        assertThat(sentence(failure))
                .startsWith("sasl.jaas.config, for Kafka at 127.0.0.1:1, cannot be read: it is written MODULE required")
                .doesNotContain("hunter2", "and-more");
        settings.remove("sasl.jaas.config");
        assertThat(sentence(madeWith(settings)))
                .startsWith("sasl.jaas.config, for Kafka at 127.0.0.1:1, is missing: it is written MODULE required");
    }

    @Test
    void aPropertyThatCannotBeAndAFileThatIsElsewhere() {
        settings.put("bootstrap.servers", "127.0.0.1:1");
        settings.put("security.protocol", "SECRET");
        assertThat(sentence(madeWith(settings)))
                .startsWith("The properties for Kafka at 127.0.0.1:1 cannot be used: ")
                .contains("security.protocol");
        assertThat(AccessProblem.isOfThisMachine(settings, madeWith(settings))).isFalse();

        settings.put("security.protocol", "SSL");
        settings.put("ssl.truststore.location", "/nowhere/trust.p12");
        settings.put("ssl.truststore.password", SECRET);
        Throwable failure = madeWith(settings);
        assertThat(sentence(failure)).contains("/nowhere/trust.p12").doesNotContain(SECRET);
        assertThat(failure).hasRootCauseInstanceOf(NoSuchFileException.class);
        assertThat(AccessProblem.isOfThisMachine(settings, failure)).isTrue();
    }

    @Test
    void aBrokersRefusalIsNotOfThisMachineWhereverTheSecretComesFrom() {
        settings.put("config.providers", "file");
        assertThat(AccessProblem.isOfThisMachine(settings, new SaslAuthenticationException("no")))
                .isFalse();
        assertThat(AccessProblem.isOfThisMachine(settings, new KafkaException("no such key")))
                .isTrue();
    }

    /** Kafka quotes what follows the quote; the job must end before its tasks do so in their logs. */
    @Test
    void aPasswordWithAQuoteOutOfAFileEndsTheJobWithoutBeingQuoted(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("secrets.properties"), "password=hun\"ter2 cdef\n");
        settings.put("bootstrap.servers", "127.0.0.1:1");
        settings.put("security.protocol", "SASL_PLAINTEXT");
        settings.put("sasl.mechanism", "PLAIN");
        settings.put("config.providers", "file");
        settings.put("config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider");
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"a\" password=\"${file:"
                        + file + ":password}\";");

        Throwable failure = madeWith(settings);

        assertThat(sentence(failure))
                .startsWith("sasl.jaas.config, for Kafka at")
                .doesNotContain("ter2", "cdef");
        assertThat(AccessProblem.isOfThisMachine(settings, failure)).isFalse();
    }

    /** What Kafka's client says of such settings. */
    private static Throwable madeWith(Map<String, Object> settings) {
        try (Admin admin = Admin.create(settings)) {
            throw new AssertionError("Kafka takes these: " + admin);
        } catch (KafkaException e) {
            return e;
        }
    }
}
