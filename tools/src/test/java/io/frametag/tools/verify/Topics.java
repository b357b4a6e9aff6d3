package io.frametag.tools.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.schema.DeadLetterHeaders;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.InputCoordinates;
import io.frametag.schema.Latency;
import io.frametag.schema.Model;
import io.frametag.schema.ShedFrame;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.tools.kafka.RecordWriter;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes what a job and its producers would, record by record, in transactions where told. */
final class Topics extends RecordWriter {
    private final SingleObjectCodec<ImageLabels> codec = SingleObjectCodec.imageLabels();
    private final SingleObjectCodec<ShedFrame> shedCodec = SingleObjectCodec.shedFrames();
    final String input;
    final String labels;
    final String deadLetters;
    final String shed;

    Topics(String bootstrapServers, String name) {
        super(bootstrapServers, name);
        this.input = name + "-in";
        this.labels = name + "-labels";
        this.deadLetters = name + "-dead";
        this.shed = name + "-shed";
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

    ProducerRecord<byte[], byte[]> shed(int partition, long offset, String run) {
        return new ProducerRecord<>(
                shed,
                shedCodec.encode(ShedFrame.newBuilder()
                        .setStreamId("s")
                        .setInput(new InputCoordinates(input, partition, offset))
                        .setRunId(run)
                        .setCapturedAt(Instant.EPOCH)
                        .setShedAt(Instant.EPOCH)
                        .setDeadlineMs(200)
                        .build()));
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }

    @SafeVarargs
    final void commit(ProducerRecord<byte[], byte[]>... records) throws Exception {
        open(records);
        commit();
    }

    @SafeVarargs
    final void abort(ProducerRecord<byte[], byte[]>... records) throws Exception {
        open(records);
        abort();
    }
}
