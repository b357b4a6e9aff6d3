package io.frametag.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawOptionsTest {
    @TempDir
    private Path folder;

    private static RawOptions gather(Map<String, String> environment, String... args) {
        return RawOptions.gather(args, environment);
    }

    @Test
    void theCommandLineWinsThenTheFileThenTheEnvironment() throws Exception {
        Path file = Files.writeString(folder.resolve("job.properties"), "group-id=file\ninput-topic=file\n");
        RawOptions options = gather(
                Map.of(
                        "FRAMETAG_GROUP_ID",
                        "env",
                        "FRAMETAG_INPUT_TOPIC",
                        "env",
                        "FRAMETAG_RUN_ID",
                        "env",
                        "HOME",
                        "x"),
                "--config",
                file.toString(),
                "--group-id",
                "args");
        assertThat(options.options())
                .containsOnly(
                        Map.entry("group-id", "args"), Map.entry("input-topic", "file"), Map.entry("run-id", "env"));
    }

    @Test
    void aYamlFileMayNestAndList() throws Exception {
        Path file = Files.writeString(
                folder.resolve("job.yaml"),
                "bounded: true\nformats: [jpeg, png]\nkafka:\n  security:\n    protocol: SSL\n  linger.ms: 5\n");
        RawOptions options = gather(Map.of("FRAMETAG_CONFIG", file.toString()));
        assertThat(options.options()).containsOnly(Map.entry("bounded", "true"), Map.entry("formats", "jpeg;png"));
        assertThat(options.kafka()).containsOnly(Map.entry("security.protocol", "SSL"), Map.entry("linger.ms", "5"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ? [a, b] : x            | which has a list, a map or an alias for a key at line 1, column 3: keys are text.
                    kafka: {? [a, b] : x}   | which has a list, a map or an alias for a key at line 1, column 11: keys are text.
                    kafka: {ssl: {null: x}} | which has nothing for a key below kafka.ssl: keys are text.
                    """)
    void aKeyIsText(String yaml, String message) throws Exception {
        Path file = Files.writeString(folder.resolve("job.yaml"), yaml);
        assertThatThrownBy(() -> gather(Map.of("FRAMETAG_CONFIG", file.toString())))
                .isInstanceOf(ConfigException.class)
                .hasMessageEndingWith(message);
    }

    @Test
    void keysMayStandAloneWithEqualsOrRepeated() {
        assertThat(gather(
                                Map.of(),
                                "--bounded",
                                "--group-id=a=b",
                                "--reject-offset",
                                "a:0:1",
                                "--reject-offset",
                                "a:0:2")
                        .options())
                .containsOnly(
                        Map.entry("bounded", "true"),
                        Map.entry("group-id", "a=b"),
                        Map.entry("reject-offset", "a:0:1;a:0:2"));
    }

    @Test
    void kafkasOwnPropertiesComeFromTheEnvironmentToo() {
        assertThat(gather(Map.of("FRAMETAG_KAFKA_SECURITY_PROTOCOL", "SSL")).kafka())
                .containsOnly(Map.entry("security.protocol", "SSL"));
    }

    @Test
    void anUnknownKeyNamesTheNearest() {
        assertThatThrownBy(() -> gather(Map.of(), "--input-topik", "x"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("'input-topik' names no option. Did you mean 'input-topic'?");
        assertThatThrownBy(() -> gather(Map.of(), "--colour", "blue"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("'colour' names no option. --help lists them");
        assertThatThrownBy(() -> gather(Map.of("FRAMETAG_GRUOP_ID", "x")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("The environment variable FRAMETAG_GRUOP_ID names no option. Did you mean 'group-id'?");
        assertThatThrownBy(() -> gather(Map.of("FRAMETAG_PORT", "tcp://10.0.0.1:80")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("The environment variable FRAMETAG_PORT names no option. --help");
    }

    @Test
    void aWordThatIsNoOptionIsSaidByItsPlaceSinceItMayBePartOfASecret() {
        assertThatThrownBy(() -> gather(Map.of(), "input-topic", "x"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("Argument 1 is no option");
        assertThatThrownBy(() -> gather(Map.of(), "--kafka.sasl.jaas.config=a", "password=hunter2"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("Argument 2, after --kafka.sasl.jaas.config, is no option")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aFileThatIsMissingOrBrokenIsSaid() throws Exception {
        assertThatThrownBy(() -> gather(Map.of(), "--config", "nowhere.yaml"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("there is no such file");
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "a: [1, 2");
        assertThatThrownBy(() -> gather(Map.of(), "--config", broken.toString()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("is no YAML");
        Path list = Files.writeString(folder.resolve("list.yaml"), "- a\n- b\n");
        assertThatThrownBy(() -> gather(Map.of(), "--config", list.toString()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("holds no 'key: value' pairs");
    }

    @Test
    void yamlCannotNameAJavaType() throws Exception {
        Path file = Files.writeString(folder.resolve("evil.yaml"), "group-id: !!java.net.URL [\"http://127.0.0.1\"]\n");
        assertThatThrownBy(() -> gather(Map.of(), "--config", file.toString())).isInstanceOf(ConfigException.class);
    }
}
