package io.frametag.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddedKafkaIT {
    private static final int MEBIBYTE = 1 << 20;
    private static EmbeddedKafka kafka;

    @BeforeAll
    static void startKafka() throws Exception {
        kafka = EmbeddedKafka.start(11 * MEBIBYTE);
    }

    @AfterAll
    static void closeKafka() {
        kafka.close();
    }

    @Test
    void aTopicHasThePartitionsAndTheConfigurationThatWereAskedFor() throws Exception {
        kafka.createTopic("compacted", 3, Map.of("cleanup.policy", "compact"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "compacted");
            assertThat(admin.describeTopics(List.of("compacted"))
                            .allTopicNames()
                            .get()
                            .get("compacted")
                            .partitions())
                    .hasSize(3);
            assertThat(admin.describeConfigs(List.of(topic))
                            .all()
                            .get()
                            .get(topic)
                            .get("cleanup.policy")
                            .value())
                    .isEqualTo("compact");
        }
    }

    @Test
    void aTopicThatIsThereAlreadyIsNamedInTheError() throws Exception {
        kafka.createTopic("twice", 1, Map.of());
        assertThatThrownBy(() -> kafka.createTopic("twice", 1, Map.of()))
                .hasMessageContaining("Cannot create topic twice")
                .hasMessageContaining("already exists");
    }

    @Test
    void aMisspeltTopicIsAnErrorAndNotANewTopic() {
        try (KafkaProducer<byte[], byte[]> producer =
                Records.producer(kafka.bootstrapServers(), Map.of("max.block.ms", "1000"))) {
            assertThatThrownBy(() -> producer.send(Records.text("mispelt", "x")).get())
                    .hasMessageContaining("mispelt not present in metadata");
        }
    }

    @Test
    void aTenMebibyteRecordComesBackAsItWas() throws Exception {
        kafka.createTopic("large", 1, Map.of());
        byte[] frame = new byte[10 * MEBIBYTE];
        new Random(1).nextBytes(frame);
        try (KafkaProducer<byte[], byte[]> producer =
                Records.producer(kafka.bootstrapServers(), Map.of("max.request.size", 20 * MEBIBYTE))) {
            producer.send(new ProducerRecord<>("large", frame)).get();
        }
        assertThat(Records.readAll(kafka.bootstrapServers(), "large", "read_committed"))
                .containsExactly(frame);
    }

    @Test
    void aRecordOverTheLimitIsRefused() throws Exception {
        kafka.createTopic("too-large", 1, Map.of());
        try (KafkaProducer<byte[], byte[]> producer =
                Records.producer(kafka.bootstrapServers(), Map.of("max.request.size", 20 * MEBIBYTE))) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("too-large", new byte[11 * MEBIBYTE]))
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(RecordTooLargeException.class);
        }
    }

    @Test
    void aTransactionThatIsAbortedIsSeenOnlyByAnUncommittedReader() throws Exception {
        kafka.createTopic("transactions", 1, Map.of());
        try (KafkaProducer<byte[], byte[]> producer =
                Records.producer(kafka.bootstrapServers(), Map.of("transactional.id", "t"))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(Records.text("transactions", "aborted")).get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(Records.text("transactions", "committed")).get();
            producer.commitTransaction();
        }
        assertThat(Records.readText(kafka.bootstrapServers(), "transactions", "read_committed"))
                .containsExactly("committed");
        assertThat(Records.readText(kafka.bootstrapServers(), "transactions", "read_uncommitted"))
                .containsExactly("aborted", "committed");
    }

    @Test
    void aRestartKeepsPortRecordsAndAProducerThatWasOpen(@TempDir Path folder) throws Exception {
        try (EmbeddedKafka own = EmbeddedKafka.start(folder, MEBIBYTE)) {
            String address = own.bootstrapServers();
            own.createTopic("kept", 1, Map.of());
            try (KafkaProducer<byte[], byte[]> producer = Records.producer(address, Map.of())) {
                producer.send(Records.text("kept", "before")).get();
                own.restart();
                assertThat(own.bootstrapServers()).isEqualTo(address);
                producer.send(Records.text("kept", "after")).get();
            }
            assertThat(Records.readText(address, "kept", "read_committed")).containsExactly("before", "after");
        }
        assertThat(folder.resolve("meta.properties")).exists();
    }

    @Test
    void aTemporaryFolderIsGoneAfterClose() throws Exception {
        Path folder;
        try (EmbeddedKafka own = EmbeddedKafka.start(MEBIBYTE)) {
            folder = own.folder();
            assertThat(folder.resolve("meta.properties")).exists();
        }
        assertThat(Files.exists(folder)).isFalse();
    }

    @Test
    void aTakenPortIsNamed(@TempDir Path folder) {
        int taken = Integer.parseInt(kafka.bootstrapServers().split(":", -1)[1]);
        assertThatThrownBy(() -> EmbeddedKafka.start(folder, taken, MEBIBYTE, Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not start on port " + taken);
    }
}
