package io.frametag.tools.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.schema.DeadLetterHeaders;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.InputCoordinates;
import io.frametag.schema.Latency;
import io.frametag.schema.Model;
import io.frametag.schema.SingleObjectCodec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes what a job and its producers would, record by record, in transactions where told. */
final class Topics implements AutoCloseable {
    private final SingleObjectCodec<ImageLabels> codec = SingleObjectCodec.imageLabels();
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaProducer<byte[], byte[]> transactional;
    final String input;
    final String labels;
    final String deadLetters;

    Topics(String bootstrapServers, String name) {
        this.input = name + "-in";
        this.labels = name + "-labels";
        this.deadLetters = name + "-dead";
        this.producer = producer(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        this.transactional = producer(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                name));
        transactional.initTransactions();
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> config) {
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Any bytes: an input's value is none of the tool's business. */
    ProducerRecord<byte[], byte[]> image(int partition) {
        return image(partition, null);
    }

    ProducerRecord<byte[], byte[]> image(int partition, Long timestamp) {
        return new ProducerRecord<>(input, partition, timestamp, null, new byte[] {1, 2, 3});
    }

    ProducerRecord<byte[], byte[]> label(int partition, long offset, String run) {
        Instant now = Instant.EPOCH;
        return new ProducerRecord<>(
                labels,
                codec.encode(ImageLabels.newBuilder()
                        .setEventId("e")
                        .setStreamId("s")
                        .setSequence(1)
                        .setCapturedAt(now)
                        .setLabelledAt(now)
                        .setInput(new InputCoordinates(input, partition, offset))
                        .setRunId(run)
                        .setModel(new Model("m", "1", "00"))
                        .setLabels(List.of())
                        .setImageWidth(1)
                        .setImageHeight(1)
                        .setLatency(new Latency(0L, 0L, 0L, 0L, 0L))
                        .build()));
    }

    ProducerRecord<byte[], byte[]> deadLetter(int partition, long offset, String run) {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(deadLetters, new byte[] {1, 2, 3});
        header(letter, DeadLetterHeaders.TOPIC, input);
        header(letter, DeadLetterHeaders.PARTITION, Integer.toString(partition));
        header(letter, DeadLetterHeaders.OFFSET, Long.toString(offset));
        header(letter, DeadLetterHeaders.RUN_ID, run);
        return letter;
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }

    /** @return the last record's offset */
    @SafeVarargs
    final long write(ProducerRecord<byte[], byte[]>... records) throws Exception {
        long offset = -1;
        for (ProducerRecord<byte[], byte[]> record : records) {
            offset = producer.send(record).get().offset();
        }
        return offset;
    }

    @SafeVarargs
    final void commit(ProducerRecord<byte[], byte[]>... records) throws Exception {
        open(records);
        transactional.commitTransaction();
    }

    @SafeVarargs
    final void abort(ProducerRecord<byte[], byte[]>... records) throws Exception {
        open(records);
        transactional.abortTransaction();
    }

    /** Leaves the transaction open. */
    @SafeVarargs
    final void open(ProducerRecord<byte[], byte[]>... records) throws Exception {
        transactional.beginTransaction();
        for (ProducerRecord<byte[], byte[]> record : records) {
            transactional.send(record).get();
        }
    }

    @Override
    public void close() {
        producer.close();
        transactional.close();
    }
}
