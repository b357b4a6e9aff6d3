package io.frametag.bench.peer;

import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.schema.WireFormatException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The job as a decent developer writes it first, with nothing but clients and libraries: one thread that polls, decodes
 * with ImageIO, draws with Graphics2D, asks ONNX Runtime and sends. Every library has its default settings; offsets are
 * committed automatically.
 *
 * <p>It is not made to lose: pixels are read in bulk, nothing is cached on disk, no record is waited for. Nor is it
 * tuned: it stands for what is there before somebody profiles.
 *
 * <p>Prints {@code ready} once it is subscribed, and runs until SIGTERM.
 */
@Command(name = "java-peer")
public final class JavaPeer implements Callable<Integer> {
    private static final Duration POLL = Duration.ofSeconds(1);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final ObjectMapper json = new ObjectMapper();
    private final SingleObjectCodec<ImageEvent> codec = SingleObjectCodec.imageEvents();

    @Option(names = "--bootstrap", required = true)
    private String bootstrapServers;

    @Option(names = "--in", required = true)
    private String input;

    @Option(names = "--out", required = true)
    private String output;

    @Option(names = "--model", required = true)
    private Path model;

    @Option(names = "--group", required = true)
    private String group;

    public static void main(String[] args) {
        System.exit(new CommandLine(new JavaPeer()).execute(args));
    }

    @Override
    public Integer call() throws OrtException, IOException, WireFormatException {
        try {
            return loop();
        } finally {
            ended.countDown();
        }
    }

    private int loop() throws OrtException, IOException, WireFormatException {
        ImageIO.setUseCache(false);
        try (PeerModel classifier = PeerModel.load(model);
                KafkaConsumer<byte[], byte[]> consumer = consumer();
                KafkaProducer<byte[], byte[]> producer = producer()) {
            wakeUpOnSigterm(consumer);
            consumer.subscribe(List.of(input));
            System.out.println("ready");
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    send(producer, record.key(), label(record, classifier));
                }
            }
        } catch (WakeupException e) {
            return CommandLine.ExitCode.OK;
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // As the Kafka quick start has it.
    private void send(KafkaProducer<byte[], byte[]> producer, byte[] key, PeerLabel label) throws IOException {
        producer.send(new ProducerRecord<>(output, key, json.writeValueAsBytes(label)));
    }

    private PeerLabel label(ConsumerRecord<byte[], byte[]> record, PeerModel classifier)
            throws WireFormatException, IOException, OrtException {
        ImageEvent event = codec.decode(record.value(), null);
        BufferedImage image = ImageIO.read(stream((ByteBuffer) event.getPayload()));
        return new PeerLabel(
                event.getEventId(),
                event.getStreamId(),
                event.getSequence(),
                record.partition(),
                record.offset(),
                classifier.classify(image));
    }

    private static ByteArrayInputStream stream(ByteBuffer buffer) {
        return new ByteArrayInputStream(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private void wakeUpOnSigterm(KafkaConsumer<?, ?> consumer) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            consumer.wakeup();
            try {
                // Not for the thread, which itself waits in System.exit for this one.
                ended.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }
}
