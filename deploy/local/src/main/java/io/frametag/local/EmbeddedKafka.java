package io.frametag.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker, its own controller, on loopback in this JVM. It keeps its port and folder from start to close,
 * so that clients find their records again after {@link #restart}.
 *
 * <p>Thread-safe. Metadata that Kafka finds damaged ends the whole JVM: that is Kafka's own way.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private final BrokerSettings settings;
    private final boolean temporary;
    private final Thread cleanup = new Thread(this::deleteFolder, "embedded-kafka-cleanup");
    private KafkaRaftServer server;

    private EmbeddedKafka(BrokerSettings settings, boolean temporary) {
        this.settings = settings;
        this.temporary = temporary;
    }

    /**
     * Starts a broker in a temporary folder, which is deleted by {@link #close} or when the JVM ends.
     *
     * @param maxMessageBytes the largest batch that a topic takes; leave a kibibyte above the largest record
     */
    public static EmbeddedKafka start(int maxMessageBytes) throws IOException {
        Path folder = Files.createTempDirectory("frametag-kafka-");
        BrokerSettings settings =
                new BrokerSettings(folder, LoopbackPorts.free(), maxMessageBytes, Map.of(), Optional.empty());
        EmbeddedKafka kafka = new EmbeddedKafka(settings, true);
        Runtime.getRuntime().addShutdownHook(kafka.cleanup);
        return kafka.started();
    }

    /** Starts a broker on the records of a folder, empty at first, which is kept. The port is a free one. */
    public static EmbeddedKafka start(Path folder, int maxMessageBytes) throws IOException {
        return start(folder, LoopbackPorts.free(), maxMessageBytes, Map.of());
    }

    /**
     * Starts a broker on a folder, which is kept, and a given port.
     *
     * @param overrides broker properties, by Kafka's names, that win over the ones of this class
     * @throws IllegalStateException if the broker does not start, with the reason
     */
    public static EmbeddedKafka start(Path folder, int port, int maxMessageBytes, Map<String, String> overrides)
            throws IOException {
        Files.createDirectories(folder);
        return new EmbeddedKafka(new BrokerSettings(folder, port, maxMessageBytes, overrides, Optional.empty()), false)
                .started();
    }

    /**
     * Starts a broker on an empty folder, which is kept, and a free port, that takes nobody but its users.
     *
     * @param security its users are made when the broker is started on this folder for the first time
     */
    public static EmbeddedKafka startSecure(Path folder, int maxMessageBytes, BrokerSecurity security)
            throws IOException {
        Files.createDirectories(folder);
        BrokerSettings settings =
                new BrokerSettings(folder, LoopbackPorts.free(), maxMessageBytes, Map.of(), Optional.of(security));
        return new EmbeddedKafka(settings, false).started();
    }

    public String bootstrapServers() {
        return settings.bootstrapServers();
    }

    /** @return where metadata and records are */
    public Path folder() {
        return settings.folder();
    }

    /**
     * Creates a topic and waits until each of its partitions answers: until then an idempotent producer can be caught
     * in a loop of OUT_OF_ORDER_SEQUENCE_NUMBER.
     *
     * @param config topic properties by Kafka's names, such as {@code cleanup.policy}
     */
    public void createTopic(String name, int partitions, Map<String, String> config) throws InterruptedException {
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(config)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Cannot create topic " + name + ": " + e.getCause().getMessage(), e.getCause());
        }
        // A consumer asks until the broker has heard of the topic from its controller; an admin client would fail.
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.endOffsets(IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(name, partition))
                    .toList());
        }
    }

    /** Stops the broker in good order; does nothing when it is stopped. Port and records stay its own. */
    public synchronized void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    /** Stops the broker if it runs, then starts it on the same port and records. */
    public synchronized void restart() throws IOException {
        stop();
        started();
    }

    /** Stops the broker and deletes its folder if that is the temporary one. */
    @Override
    public void close() {
        stop();
        if (temporary && deleteFolder()) {
            Runtime.getRuntime().removeShutdownHook(cleanup);
        }
    }

    private Map<String, Object> client() {
        Map<String, Object> client = new HashMap<>();
        settings.security().ifPresent(secure -> client.putAll(secure.client(BrokerSecurity.BROKER)));
        client.put("bootstrap.servers", bootstrapServers());
        return client;
    }

    private synchronized EmbeddedKafka started() throws IOException {
        KafkaRaftServer starting = null;
        try {
            KafkaConfig config =
                    KafkaConfig.fromProps(settings.properties(LoopbackPorts.freeBeside(settings.port())), false);
            format();
            starting = new KafkaRaftServer(config, Time.SYSTEM);
            starting.startup();
        } catch (RuntimeException e) {
            if (starting != null) {
                starting.shutdown();
            }
            throw new IllegalStateException(
                    "The Kafka broker does not start on port " + settings.port() + " in " + settings.folder() + ": "
                            + e.getMessage(),
                    e);
        }
        server = starting;
        return this;
    }

    private void format() throws IOException {
        if (Files.exists(settings.folder().resolve("meta.properties"))) {
            return;
        }
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(settings.folder().toString())
                    .addDirectory(settings.folder().toString())
                    .setScramArguments(
                            settings.security().map(BrokerSecurity::credentials).orElse(List.of()))
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private boolean deleteFolder() {
        try {
            Utils.delete(settings.folder().toFile());
            return true;
        } catch (IOException stillInUse) {
            // A temporary folder that stays behind is untidy, not wrong; the hook at the JVM's end tries once more.
            return false;
        }
    }
}
