package io.frametag.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.schema.DeadLetterHeaders;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.InputCoordinates;
import io.frametag.schema.ShedFrame;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.schema.WireFormatException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a consumer behind the job gets to see: it reads committed outcomes, from a thread of its own, and
 * keeps when labels arrived, which inputs are answered, and whether each stream is in order. It measures; what was lost
 * or doubled is for {@code verify} to say.
 */
final class Downstream implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final SingleObjectCodec<ImageLabels> codec = SingleObjectCodec.imageLabels();
    private final SingleObjectCodec<ShedFrame> shedFrames = SingleObjectCodec.shedFrames();
    private final Thread thread = new Thread(this::read, "downstream");
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final Arrivals arrivals = new Arrivals();
    private final StreamOrder order = new StreamOrder();
    private volatile boolean closed;

    Downstream(String bootstrapServers) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        // So that after a broker's return it is the job that is measured, and not this client's patience.
        settings.put("reconnect.backoff.max.ms", 100);
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of(Topics.LABELS, Topics.DEAD_LETTERS, Topics.SHED)
                .flatMap(topic -> IntStream.range(0, Topics.PARTITIONS)
                        .mapToObj(partition -> new TopicPartition(topic, partition)))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    void start() {
        thread.start();
    }

    /** @return how many inputs have an outcome */
    long answered() {
        return answered.size();
    }

    Arrivals arrivals() {
        return arrivals;
    }

    StreamOrder order() {
        return order;
    }

    private void read() {
        while (!closed) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(100));
            long now = System.nanoTime();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                switch (record.topic()) {
                    case Topics.LABELS -> label(record, now);
                    case Topics.SHED -> shed(record);
                    default ->
                        answered.add(header(record, DeadLetterHeaders.PARTITION) + ":"
                                + header(record, DeadLetterHeaders.OFFSET));
                }
            }
        }
        consumer.close();
    }

    private void label(ConsumerRecord<byte[], byte[]> record, long now) {
        try {
            ImageLabels label = codec.decode(record.value(), null);
            answered(label.getInput());
            arrivals.add(label.getStreamId(), now);
            order.label(label.getStreamId(), label.getSequence());
        } catch (WireFormatException e) {
            // Verification reports it as unreadable; here it answers nothing.
        }
    }

    private void shed(ConsumerRecord<byte[], byte[]> record) {
        try {
            answered(shedFrames.decode(record.value(), null).getInput());
        } catch (WireFormatException e) {
            // As above.
        }
    }

    private void answered(InputCoordinates input) {
        answered.add(input.getPartition() + ":" + input.getOffset());
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
