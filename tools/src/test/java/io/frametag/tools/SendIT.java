package io.frametag.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.local.EmbeddedKafka;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.SingleObjectCodec;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(60)
class SendIT {
    private static EmbeddedKafka kafka;

    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();
    private final CommandLine commandLine = Frametag.commandLine()
            .setErr(new PrintWriter(err))
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));

    @BeforeAll
    static void startKafka() throws Exception {
        kafka = EmbeddedKafka.start(FrameProducer.maxMessageBytes(4 << 20));
    }

    @AfterAll
    static void closeKafka() {
        kafka.close();
    }

    @Test
    void theFolderIsSentInOrderAsManyTimesAsAskedAndNoTwoEventsShareAnId() throws Exception {
        kafka.createTopic("doors", 1, Map.of());
        Files.write(folder.resolve("a.jpg"), new byte[] {1});
        Files.write(folder.resolve("b.png"), new byte[] {2});

        assertThat(send("--topic", "doors", "--stream", "door-2", "--repeat", "2", "--rate", "100"))
                .as(err.toString())
                .isEqualTo(ExitCodes.OK);

        SingleObjectCodec<ImageEvent> codec = SingleObjectCodec.imageEvents();
        List<String> ids = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : read("doors", 4)) {
            ImageEvent event = codec.decode(record.value(), null);
            assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("door-2");
            assertThat(event.getStreamId()).isEqualTo("door-2");
            assertThat(event.getSequence()).isEqualTo(ids.size());
            assertThat((ByteBuffer) event.getPayload()).isEqualTo(ByteBuffer.wrap(new byte[] {
                (byte) (ids.size() % 2 + 1)
            }));
            ids.add(event.getEventId());
        }
        assertThat(ids).containsExactly("a.jpg", "b.png", "a.jpg#2", "b.png#2");
        assertThat(err.toString()).contains("Sending 2 frames as stream door-2 to doors", "4 frames in ");
    }

    /** The check value of CRC-32C: of the digits 1 to 9. */
    @Test
    void anImagesChecksumIsSentWithItOnRequest() throws Exception {
        kafka.createTopic("checked", 1, Map.of());
        Files.writeString(folder.resolve("a.webp"), "123456789");
        assertThat(send("--topic", "checked", "--checksum")).isEqualTo(ExitCodes.OK);
        assertThat(send("--topic", "checked")).isEqualTo(ExitCodes.OK);
        List<ConsumerRecord<byte[], byte[]>> records = read("checked", 2);
        assertThat(records.get(0)
                        .headers()
                        .lastHeader("frametag.payload.crc32c")
                        .value())
                .isEqualTo("e3069283".getBytes(StandardCharsets.UTF_8));
        assertThat(records.get(1).headers()).isEmpty();
        ImageEvent event = SingleObjectCodec.imageEvents().decode(records.get(0).value(), null);
        assertThat(event.getContentType()).isEqualTo("image/webp");
    }

    @Test
    void aRefusedImageEndsAnEndlessLoopWithOneSentence() throws Exception {
        kafka.createTopic("narrow", 1, Map.of("max.message.bytes", "1000"));
        Files.write(folder.resolve("refused.jpg"), new byte[2000]);
        assertThat(send("--topic", "narrow", "--loop")).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString())
                .contains("frametag: Kafka did not take refused.jpg into topic narrow: ")
                .doesNotContain("\tat ");
    }

    @Test
    void repeatAndLoopExcludeEachOther() {
        assertThat(send("--repeat", "2", "--loop")).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains("mutually exclusive");
    }

    @ParameterizedTest
    @CsvSource({"--repeat, 0", "--rate, -1", "--rate, NaN", "--max-image-bytes, 0"})
    void aValueOutOfRangeIsNamed(String option, String value) {
        assertThat(send(option, value)).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).startsWith(option + " must be ").contains("but is " + value.replace("-1", "-1.0"));
    }

    private int send(String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("send", "--frames", folder.toString(), "--bootstrap-servers", kafka.bootstrapServers()));
        arguments.addAll(List.of(options));
        return commandLine.execute(arguments.toArray(String[]::new));
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (records.size() < count) {
                consumer.poll(Duration.ofSeconds(10)).forEach(records::add);
            }
            return records;
        }
    }
}
