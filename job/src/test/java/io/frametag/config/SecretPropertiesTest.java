package io.frametag.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretPropertiesTest {
    private static final String SECRET = "hunter2-and-more";
    private static final String JAAS =
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"camera\"" + " password=\""
                    + SECRET + "\";";

    @TempDir
    private Path folder;

    private static RawOptions gather(Map<String, String> environment, String... args) {
        return RawOptions.gather(args, environment);
    }

    @Test
    void theyAreExactlyThoseWhichKafkaTakesForPasswords() {
        for (ConfigDef definitions :
                List.of(ConsumerConfig.configDef(), ProducerConfig.configDef(), AdminClientConfig.configDef())) {
            assertThat(definitions.names()).contains("sasl.jaas.config", "ssl.truststore.password");
            definitions
                    .configKeys()
                    .forEach((name, key) -> assertThat(SecretProperties.isSecret(name))
                            .as(name)
                            .isEqualTo(key.type == ConfigDef.Type.PASSWORD));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config.providers.vault.param.token",
                "interceptor.api.key",
                "basic.auth.user.info",
                "my.SECRET",
                "listener.name.x.sasl.jaas.config"
            })
    void soAreThoseOfPlugIns(String name) {
        assertThat(SecretProperties.isSecret(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sasl.jaas.config", "ssl.key.password", "ssl.truststore.password", "ssl.keystore.key"})
    void onTheCommandLineTheyAreRefusedWithTheWaysToGiveThem(String name) {
        String variable = "FRAMETAG_KAFKA_" + name.replace('.', '_').toUpperCase(java.util.Locale.ROOT);
        for (String[] args : List.of(
                new String[] {"--kafka." + name, SECRET},
                new String[] {"--bounded", "--kafka." + name + "=" + SECRET})) {
            assertThatThrownBy(() -> gather(Map.of(), args))
                    .isInstanceOf(ConfigException.class)
                    .hasMessage("--kafka." + name + " is a secret, and others can see a command line: put kafka." + name
                            + " into the file that --config names, or into the environment variable " + variable + ".");
        }
        assertThat(gather(Map.of(variable, SECRET)).kafka()).containsEntry(name, SECRET);
    }

    @Test
    void theFileMayHaveThem() throws Exception {
        Path file = Files.writeString(folder.resolve("job.yaml"), "kafka:\n  sasl.jaas.config: '" + JAAS + "'\n");
        assertThat(gather(Map.of(), "--config", file.toString()).kafka()).containsEntry("sasl.jaas.config", JAAS);
    }

    @Test
    void aReferenceToASecretIsNone() {
        String reference = "${file:/run/secrets/kafka.properties:jaas}";
        assertThat(gather(Map.of(), "--kafka.sasl.jaas.config", reference).kafka())
                .containsEntry("sasl.jaas.config", reference);
        assertThatThrownBy(() -> gather(Map.of(), "--kafka.ssl.key.password", SECRET + "${env:X}"))
                .isInstanceOf(ConfigException.class);
    }

    @Test
    void aFileThatIsBrokenAtASecretDoesNotSayIt() throws Exception {
        for (String line : List.of(
                "kafka.ssl.key.password: @" + SECRET,
                "kafka.ssl.key.password: *" + SECRET,
                "kafka.ssl.key.password: !" + SECRET + " x",
                "kafka.ssl.key.password: \"" + SECRET,
                "kafka.ssl.key.password: " + SECRET + ": x")) {
            Path file = Files.writeString(folder.resolve("broken.yaml"), "bounded: true\n" + line + "\n");
            assertThatThrownBy(() -> gather(Map.of(), "--config", file.toString()))
                    .as(line)
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining(file + ", which is no YAML that options can be read from: see line ")
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Test
    void whatNobodyWouldWriteIsRefusedAndDoesNotEndTheJvm() throws Exception {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            laughs.append("a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n");
        }
        for (String document : List.of(
                laughs.toString(),
                "a: " + "[".repeat(200_000),
                "a: &a {b: *a}",
                "a: '" + "x".repeat(2 << 20) + "'",
                "a: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader []]")) {
            Path file = Files.writeString(folder.resolve("evil.yaml"), document);
            assertThatThrownBy(() -> gather(Map.of(), "--config", file.toString()))
                    .as(document.substring(0, 10))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageMatching("(?s)--config names \\S+, which is .*\\.");
        }
    }

    @Test
    void aModelsAddressHasNone() {
        String[] brokers = {"--bootstrap-servers", "localhost:9092", "--model"};
        assertThatThrownBy(() -> JobConfig.parse(with(brokers, "s3://camera:" + SECRET + "@models/x"), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("--model has a password in its address, and the address is logged: ")
                .hasMessageNotContaining(SECRET);
        for (String location : List.of("s3://models/a:b@c", "s3://camera@models/x", "/models/x:y@z", "bundled:x")) {
            assertThat(JobConfig.parse(with(brokers, location), Map.of())
                            .model()
                            .location())
                    .isEqualTo(location);
        }
    }

    private static String[] with(String[] args, String last) {
        return Stream.concat(Stream.of(args), Stream.of(last)).toArray(String[]::new);
    }

    @Test
    void nothingThatIsPrintedHasThem() {
        JobConfig config = JobConfig.of(gather(
                Map.of("FRAMETAG_KAFKA_SASL_JAAS_CONFIG", JAAS, "FRAMETAG_KAFKA_SSL_KEY_PASSWORD", SECRET),
                "--bootstrap-servers",
                "localhost:9092"));
        assertThat(config.kafka().properties()).hasSize(2);
        assertThat(config.toString() + config.kafka() + OptionsHelp.text()).doesNotContain(SECRET);
    }

    @Test
    void somebodyElsesMessageLosesThem() {
        Map<String, Object> settings = Map.of("sasl.jaas.config", JAAS, "ssl.key.password", "camera-key");
        assertThat(SecretProperties.hide("No such key: " + SECRET + ", camera-key. " + JAAS + " camera", settings))
                .isEqualTo("No such key: [hidden], [hidden]. [hidden] camera");
    }
}
