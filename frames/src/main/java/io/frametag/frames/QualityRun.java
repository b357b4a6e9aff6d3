package io.frametag.frames;

import io.frametag.frames.quality.StreamOutcome;
import io.frametag.schema.ImageLabels;
import io.frametag.tools.CommandFailure;
import io.frametag.tools.FrameOutcome;
import io.frametag.tools.LocalSystem;
import io.frametag.tools.OutcomeReader;
import io.frametag.tools.kafka.KafkaAccess;
import io.frametag.tools.kafka.TopicNames;
import io.frametag.tools.kafka.TopicsException;
import io.frametag.tools.outcome.WrittenSegments;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

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
        try {
            WrittenSegments.in(TopicNames.SEGMENTS, kafka).forEach(answers::add);
        } catch (TopicsException e) {
            throw CommandFailure.failed(e.getMessage(), e);
        }
    }
}
