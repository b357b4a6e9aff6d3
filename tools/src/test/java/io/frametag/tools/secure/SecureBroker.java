package io.frametag.tools.secure;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.local.BrokerSecurity;
import io.frametag.local.EmbeddedKafka;
import io.frametag.local.TlsStores;
import io.frametag.tools.Frametag;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import picocli.CommandLine;

/** A broker that takes one user by password and TLS, what its clients are told, and the commands that talk to it. */
final class SecureBroker implements AutoCloseable {
    static final String USER = "camera";
    static final Path FRAMES = Path.of("../deploy/local/frames");
    static final int FRAME_COUNT = 14;

    /** Found nowhere by accident. */
    final String password = "s3cret-" + UUID.randomUUID();

    final TlsStores tls;
    private final EmbeddedKafka kafka;
    private final Path folder;

    SecureBroker(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.tls = TlsStores.make(folder.resolve("tls"));
        this.kafka = EmbeddedKafka.startSecure(
                folder.resolve("kafka"), 8 << 20, new BrokerSecurity(tls, Map.of(USER, password)));
    }

    String address() {
        return kafka.bootstrapServers();
    }

    void createTopics(String name) throws InterruptedException {
        for (String topic : List.of("events", "labels", "dead-letters")) {
            kafka.createTopic(name + "-" + topic, 2, Map.of("max.message.bytes", "6000000"));
        }
    }

    /** @return properties of its clients, the right ones */
    Map<String, String> client() {
        return BrokerSecurity.client(tls, USER, password);
    }

    /** @return a file for {@code --config} of the job, with its topics and nothing but these properties for Kafka */
    Path jobFile(String name, Map<String, String> client) throws IOException {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("bootstrap-servers", address());
        options.put("input-topic", name + "-events");
        options.put("labels-topic", name + "-labels");
        options.put("dead-letters-topic", name + "-dead-letters");
        options.put("group-id", name);
        options.put("run-id", name);
        client.forEach((property, value) -> options.put("kafka." + property, value));
        return write(options);
    }

    /** @return a file for {@code --kafka-config} of the commands */
    Path clientFile(Map<String, String> client) throws IOException {
        return write(client);
    }

    private Path write(Map<String, String> options) throws IOException {
        Properties properties = new Properties();
        properties.putAll(options);
        Path file = Files.createTempFile(folder, "options", ".properties");
        try (Writer out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        return file;
    }

    Said send(String name, Map<String, String> client, String... more) throws IOException {
        return run(
                client,
                Stream.concat(
                        Stream.of("send", "--topic", name + "-events", "--frames", FRAMES.toString()),
                        Stream.of(more)));
    }

    Said verify(String name, Map<String, String> client, String... more) throws IOException {
        return run(
                client,
                Stream.concat(
                        Stream.of(
                                "verify",
                                "--input-topic",
                                name + "-events",
                                "--labels-topic",
                                name + "-labels",
                                "--dead-letters-topic",
                                name + "-dead-letters",
                                "--run-id",
                                name),
                        Stream.of(more)));
    }

    private Said run(Map<String, String> client, Stream<String> arguments) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Stream<String> where = Stream.of(
                "--bootstrap-servers",
                address(),
                "--kafka-config",
                clientFile(client).toString());
        int status = Frametag.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(Stream.concat(arguments, where).toArray(String[]::new));
        return new Said(status, out.toString(), err.toString());
    }

    @Override
    public void close() {
        kafka.close();
    }

    /** What a command printed, and its exit status. */
    record Said(int status, String out, String err) {
        void assertFailedWith(String sentence, String secret) {
            assertThat(status).as(err).isEqualTo(3);
            assertThat(err)
                    .contains("frametag: " + sentence)
                    .doesNotContain("\tat ", "Exception", "should not happen", secret);
            assertThat(err.lines().filter(line -> line.startsWith("frametag: ")))
                    .hasSize(1);
        }
    }
}
