package io.frametag.tools.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class ClientOptionsTest {
    @TempDir
    private Path folder;

    private static Map<String, Object> settings(Map<String, String> environment, String... args) {
        Any any = new Any();
        CommandLine commandLine = new CommandLine(any);
        commandLine.parseArgs(args);
        return any.client.settings(commandLine, environment);
    }

    @Test
    void theCommandLineWinsThenTheFileThenTheEnvironment() throws Exception {
        Path file =
                Files.writeString(folder.resolve("client.properties"), "sasl.mechanism=file\nssl.key.password=file\n");
        assertThat(settings(
                        Map.of(
                                "FRAMETAG_KAFKA_SASL_MECHANISM", "env",
                                "FRAMETAG_KAFKA_SECURITY_PROTOCOL", "env",
                                "FRAMETAG_KAFKA_SSL_KEY_PASSWORD", "env",
                                "FRAMETAG_INPUT_TOPIC", "not Kafka's"),
                        "--kafka-config",
                        file.toString(),
                        "--kafka",
                        "sasl.mechanism=line"))
                .containsOnly(
                        Map.entry("bootstrap.servers", "localhost:9092"),
                        Map.entry("client.id", "frametag-any"),
                        Map.entry("security.protocol", "env"),
                        Map.entry("ssl.key.password", "file"),
                        Map.entry("sasl.mechanism", "line"));
    }

    @Test
    void aSecretOnTheCommandLineIsRefusedWithTheWaysToGiveIt() {
        assertThatThrownBy(() -> settings(Map.of(), "--kafka", "sasl.jaas.config=hunter2"))
                .isInstanceOf(ParameterException.class)
                .hasMessage(
                        "--kafka sasl.jaas.config is a secret, and others can see a command line: put it into the file"
                                + " that --kafka-config names, or into the environment variable"
                                + " FRAMETAG_KAFKA_SASL_JAAS_CONFIG.");
        assertThat(settings(Map.of(), "--kafka", "ssl.key.password=${file:/run/secrets/kafka:key}"))
                .containsKey("ssl.key.password");
    }

    @Command(name = "any")
    private static final class Any {
        @Mixin
        private ClientOptions client;
    }
}
