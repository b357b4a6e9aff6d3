package io.frametag.hostile.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.bench.load.EventTopics;
import io.frametag.hostile.campaign.Answer.Labelled;
import io.frametag.hostile.campaign.Answer.Rejected;
import io.frametag.hostile.campaign.Layout.Place;
import io.frametag.schema.DeadLetterHeaders;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.schema.WireFormatException;
import io.frametag.tools.CommandFailure;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads labels and dead letters as they come, and keeps the first of each input. One thread only. */
final class Answers implements AutoCloseable {
    private final EventTopics topics;
    private final Consumer<byte[], byte[]> consumer;
    private final SingleObjectCodec<ImageLabels> codec = SingleObjectCodec.imageLabels();
    private final Map<Place, Answer> byPlace = new HashMap<>();
    private Optional<Place> slowest = Optional.empty();
    private long longestMicros;

    Answers(EventTopics topics) {
        this.topics = topics;
        this.consumer = EventTopics.consumer(topics.bootstrapServers());
        List<TopicPartition> partitions = new ArrayList<>(topics.partitionsOf(topics.labels()));
        partitions.addAll(topics.partitionsOf(topics.deadLetters()));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** @return how many inputs were answered for the first time */
    int poll(Duration atMost) {
        int before = byPlace.size();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(atMost)) {
            if (record.topic().equals(topics.labels())) {
                label(record);
            } else {
                Place place = new Place(
                        Integer.parseInt(header(record, DeadLetterHeaders.PARTITION)),
                        Long.parseLong(header(record, DeadLetterHeaders.OFFSET)));
                byPlace.putIfAbsent(place, new Rejected(header(record, DeadLetterHeaders.REASON)));
            }
        }
        return byPlace.size() - before;
    }

    int count() {
        return byPlace.size();
    }

    Map<Place, Answer> byPlace() {
        return byPlace;
    }

    /** @return the record that took longest to decode and preprocess; empty before the first label */
    Optional<Place> slowest() {
        return slowest;
    }

    /** @return how long {@link #slowest} took */
    Duration longest() {
        return Duration.of(longestMicros, ChronoUnit.MICROS);
    }

    private void label(ConsumerRecord<byte[], byte[]> record) {
        try {
            ImageLabels labels = codec.decode(record.value(), null);
            Set<String> flags = new TreeSet<>();
            labels.getFlags().forEach(flag -> flags.add(flag.toString()));
            // Of a model with thresholds.
            boolean none = labels.getLabels().isEmpty();
            Place place = new Place(
                    labels.getInput().getPartition(), labels.getInput().getOffset());
            byPlace.putIfAbsent(
                    place,
                    new Labelled(
                            none ? "" : labels.getLabels().get(0).getName(),
                            none ? 0 : labels.getLabels().get(0).getScore(),
                            flags));
            long micros = labels.getLatency().getDecode() + labels.getLatency().getPreprocess();
            if (slowest.isEmpty() || micros > longestMicros) {
                slowest = Optional.of(place);
                longestMicros = micros;
            }
        } catch (WireFormatException e) {
            throw CommandFailure.failed("The job wrote a label that is none: " + e.getMessage(), e);
        }
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
