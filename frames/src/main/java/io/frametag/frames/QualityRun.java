package io.frametag.frames;

import io.frametag.frames.quality.StreamOutcome;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.Segment;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.schema.WireFormatException;
import io.frametag.tools.CommandFailure;
import io.frametag.tools.FrameOutcome;
import io.frametag.tools.LocalSystem;
import io.frametag.tools.OutcomeReader;
import io.frametag.tools.kafka.Content;
import io.frametag.tools.kafka.KafkaAccess;
import io.frametag.tools.kafka.OffsetRange;
import io.frametag.tools.kafka.ScanProgress;
import io.frametag.tools.kafka.TopicNames;
import io.frametag.tools.kafka.TopicOffsets;
import io.frametag.tools.kafka.TopicScan;
import io.frametag.tools.kafka.TopicsException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Plays slideshows through a real broker and a real job in this JVM, and reads back what the job makes of them.
 *
 * @param streams at least one
 * @param say gets a line for whoever waits
 */
record QualityRun(List<ShownStream> streams, SlideshowPlayer player, Consumer<String> say) {
    private static final Duration SILENCE = Duration.ofSeconds(60);

    /**
     * @param jobOptions as on the job's command line
     * @return of each stream, by name
     * @throws CommandFailure if an option is wrong, or not every frame gets its label
     */
    Map<String, StreamOutcome> run(List<String> jobOptions) throws Exception {
        JobAnswers answers = new JobAnswers();
        say.accept("Starting Kafka and Flink ..");
        try (LocalSystem system = LocalSystem.forImagesUpTo(SlideshowPlayer.MAX_IMAGE_BYTES)
                .jobOptions(jobOptions)
                .start()) {
            player.play(streams, system.client());
            say.accept("Waiting for the last labels and segments ..");
            readLabels(system, answers);
            system.drain();
            readSegments(new KafkaAccess(system.client(), SILENCE), answers);
        }
        Map<String, StreamOutcome> outcomes = new LinkedHashMap<>();
        streams.forEach(stream -> outcomes.put(stream.name(), answers.of(stream)));
        return outcomes;
    }

    private void readLabels(LocalSystem system, JobAnswers answers) {
        int frames = streams.stream().mapToInt(ShownStream::frames).sum();
        try (OutcomeReader reader =
                new OutcomeReader(system.bootstrapServers(), TopicNames.LABELS, TopicNames.DEAD_LETTERS)) {
            reader.read(frames, SILENCE, outcome -> answers.add(labels(outcome)), system::requireAlive);
        }
    }

    private static ImageLabels labels(FrameOutcome outcome) {
        if (outcome instanceof FrameOutcome.Rejected rejected) {
            throw CommandFailure.failed(
                    "The job rejected frame " + rejected.frame() + ", " + rejected.reason() + ": " + rejected.message(),
                    null);
        }
        return ((FrameOutcome.Labelled) outcome).labels();
    }

    private static void readSegments(KafkaAccess kafka, JobAnswers answers) {
        SingleObjectCodec<Segment> codec = SingleObjectCodec.segments();
        try (Admin admin = kafka.admin()) {
            TopicOffsets offsets = new TopicOffsets(kafka, admin);
            Map<TopicPartition, Long> beginnings = offsets.beginnings(List.of(TopicNames.SEGMENTS));
            Map<TopicPartition, OffsetRange> all = new HashMap<>();
            offsets.committedEnds(beginnings.keySet())
                    .forEach((partition, end) -> all.put(partition, new OffsetRange(beginnings.get(partition), end)));
            new TopicScan(kafka, ScanProgress.NONE)
                    .scan("segments", all, Content.VALUE, record -> answers.add(segment(codec, record)));
        } catch (TopicsException e) {
            throw CommandFailure.failed(e.getMessage(), e);
        }
    }

    private static Segment segment(SingleObjectCodec<Segment> codec, ConsumerRecord<byte[], byte[]> record)
            throws TopicsException {
        try {
            return codec.decode(record.value(), null);
        } catch (WireFormatException e) {
            throw new TopicsException("Record " + record.offset() + " is no segment: " + e.getMessage(), e);
        }
    }
}
