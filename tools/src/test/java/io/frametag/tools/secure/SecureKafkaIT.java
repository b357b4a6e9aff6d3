package io.frametag.tools.secure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.TaggingJob;
import io.frametag.config.ConfigException;
import io.frametag.config.JobConfig;
import io.frametag.kafka.BrokerAccess;
import io.frametag.local.BrokerSecurity;
import io.frametag.local.FlinkCluster;
import io.frametag.local.TlsStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The job and the commands at a real broker that speaks SASL/SCRAM over TLS, let in and kept out. */
@Timeout(120)
class SecureKafkaIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private static Path folder;

    private static SecureBroker broker;
    private static FlinkCluster flink;

    @BeforeAll
    static void start() throws Exception {
        broker = new SecureBroker(folder);
        flink = FlinkCluster.start(2, new Configuration());
    }

    @AfterAll
    static void stop() {
        flink.close();
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void framesBecomeLabelsAndVerifyProvesIt(String delivery) throws Exception {
        broker.createTopics(delivery);
        var sent = broker.send(delivery, broker.client());
        assertThat(sent.status()).as(sent.err()).isZero();

        flink.submit(job(delivery, broker.client(), "--delivery", delivery)).awaitFinished(PATIENCE);

        var verified = broker.verify(delivery, broker.client());
        assertThat(verified.status()).as(verified.err()).isZero();
        assertThat(verified.out())
                .contains("Each of the " + SecureBroker.FRAME_COUNT + " inputs has exactly one outcome of run "
                        + delivery);
    }

    @Test
    void theJobGraphHoldsThePasswordUnlessItIsReadWhereItIsUsed() throws Exception {
        // Said in SECURITY.md: whoever reads a JobManager's memory or high-availability folder reads it.
        assertThat(serialized(job("graph", broker.client()))).contains(broker.password);

        broker.createTopics("graph");
        Map<String, String> client = withPasswordInFile();
        assertThat(broker.send("graph", client).status()).isZero();
        assertThat(serialized(job("graph", client))).doesNotContain(broker.password);

        flink.submit(job("graph", client)).awaitFinished(PATIENCE);

        assertThat(broker.verify("graph", client).status()).isZero();
    }

    @Test
    void aWrongPasswordIsOneSentence() throws Exception {
        String wrong = "wr0ng-" + broker.password;
        assertRefused(
                BrokerSecurity.client(broker.tls, SecureBroker.USER, wrong),
                "Kafka at " + broker.address() + " refuses the user name or the password (SCRAM-SHA-512): correct"
                        + " sasl.jaas.config, or set the user's password there with kafka-configs.sh.",
                wrong);
    }

    @Test
    void aWrongPasswordInAFileIsTheSameSentence() throws Exception {
        Map<String, String> client = withPasswordInFile();
        client.put("sasl.jaas.config", client.get("sasl.jaas.config").replace("${file:", "wr0ng-${file:"));
        assertRefused(client, "Kafka at " + broker.address() + " refuses the user name or the password", "wr0ng-");
    }

    @Test
    void anUnknownCaIsOneSentence() throws Exception {
        TlsStores other = TlsStores.make(folder.resolve("other"));
        assertRefused(
                BrokerSecurity.client(other, SecureBroker.USER, broker.password),
                "Kafka at " + broker.address() + " shows a certificate that the trust store " + other.trustStore()
                        + " does not vouch for (",
                other.password());

        Map<String, String> withoutStore = new HashMap<>(broker.client());
        withoutStore.keySet().removeIf(property -> property.startsWith("ssl.truststore"));
        assertRefused(
                withoutStore,
                "Kafka at " + broker.address() + " shows a certificate of a CA that is unknown here: name a trust store"
                        + " that has it with ssl.truststore.location, ssl.truststore.type and ssl.truststore.password.",
                broker.password);
    }

    @Test
    void plainTextAgainstTlsIsOneSentence() throws Exception {
        assertRefused(
                Map.of("security.protocol", "PLAINTEXT"),
                "Kafka at " + broker.address()
                        + " speaks TLS at this port, and security.protocol is PLAINTEXT: set it to"
                        + " SSL, or to SASL_SSL where it asks for a user name.",
                broker.password);
        Map<String, String> plain = new HashMap<>(broker.client());
        plain.put("security.protocol", "SASL_PLAINTEXT");
        Path options = broker.jobFile("refused", plain);
        assertThatThrownBy(() -> TaggingJob.main(new String[] {"--config", options.toString()}))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Kafka at " + broker.address()
                        + " speaks TLS at this port, and security.protocol is SASL_PLAINTEXT: set it to SASL_SSL.");
    }

    @Test
    void anotherMechanismIsOneSentence() throws Exception {
        Map<String, String> client = new HashMap<>(broker.client());
        client.put("sasl.mechanism", "PLAIN");
        client.put("sasl.jaas.config", client.get("sasl.jaas.config").replace("scram.Scram", "plain.Plain"));
        assertRefused(
                client, "Kafka at " + broker.address() + " does not take sasl.mechanism PLAIN (", broker.password);
    }

    @Test
    void aTrustStoresWrongPasswordIsOneSentence() throws Exception {
        Map<String, String> client = new HashMap<>(broker.client());
        client.put("ssl.truststore.password", "wr0ng-store");
        assertRefused(client, "The properties for Kafka at " + broker.address() + " cannot be used: ", "wr0ng-store");
    }

    /** By the job, before anything is submitted, and by both commands: in time, in one sentence, without the secret. */
    private static void assertRefused(Map<String, String> client, String sentence, String secret) throws Exception {
        Path options = broker.jobFile("refused", client);
        assertThatThrownBy(() -> TaggingJob.main(new String[] {"--config", options.toString()}))
                .isInstanceOf(ConfigException.class)
                .hasNoCause()
                .hasMessageStartingWith(sentence)
                .hasMessageEndingWith(".")
                .hasMessageNotContaining(secret)
                .extracting(Throwable::getMessage)
                .asString()
                .hasLineCount(1);
        broker.send("refused", client, "--kafka", "max.block.ms=5000").assertFailedWith(sentence, secret);
        broker.verify("refused", client, "--timeout", "5").assertFailedWith(sentence, secret);
    }

    private static StreamGraph job(String name, Map<String, String> client, String... options) throws Exception {
        List<String> args = new ArrayList<>(List.of(
                "--config", broker.jobFile(name, client).toString(), "--bounded", "--checkpoint-interval", "500 ms"));
        args.addAll(List.of(options));
        JobConfig config = JobConfig.parse(args.toArray(String[]::new), Map.of());
        BrokerAccess.check(config.kafka());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        TaggingJob.build(env, config);
        return env.getStreamGraph();
    }

    /** The properties of {@code client()}, but that the passwords are where Kafka's own provider reads them. */
    private static Map<String, String> withPasswordInFile() throws Exception {
        Path secrets = Files.writeString(
                Files.createTempFile(folder, "secrets", ".properties"),
                "password=" + broker.password + "\nstore=" + broker.tls.password() + "\n");
        Map<String, String> client = new HashMap<>(broker.client());
        client.put("config.providers", "file");
        client.put("config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider");
        client.put(
                "sasl.jaas.config",
                client.get("sasl.jaas.config").replace(broker.password, "${file:" + secrets + ":password}"));
        client.put("ssl.truststore.password", "${file:" + secrets + ":store}");
        return client;
    }

    /** As it travels to the JobManager, and as that keeps it for another one. */
    private static String serialized(StreamGraph graph) throws Exception {
        return new String(InstantiationUtil.serializeObject(graph.getJobGraph()), ISO_8859_1);
    }
}
