package io.frametag.tools.verify;

import io.frametag.config.Bound;
import io.frametag.config.FilesInput;
import io.frametag.tools.kafka.TopicNames;
import io.frametag.tools.outcome.OutcomeTopics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * What to verify.
 *
 * @param kafka settings of Kafka's clients, {@code bootstrap.servers} and security among them
 * @param inputFiles what was read in place of topics
 * @param outputFolders where outcomes are in place of topics; none if they are in topics
 * @param inputTopics one or more, unless there are input files
 * @param outcomes of which that of shed frames need not exist, and that of segments is not read
 * @param runId the one run whose outcomes count, or all runs
 * @param from where the inputs begin; a later bound outweighs an earlier one for the same partition; none: the first
 *     record that the topic still has
 * @param until the first input that is not in question; none: the end of what is committed at the start
 * @param allowDuplicates whether an input may have more than one outcome, as with at-least-once delivery
 * @param listed how many examples are kept of each kind of trouble
 * @param timeout how long Kafka may give no answer, or a scan make no progress, before the verification gives up
 */
public record VerificationRequest(
        Map<String, Object> kafka,
        Optional<FilesInput> inputFiles,
        List<String> outputFolders,
        List<String> inputTopics,
        OutcomeTopics outcomes,
        Optional<String> runId,
        List<Bound> from,
        List<Bound> until,
        boolean allowDuplicates,
        int listed,
        Duration timeout) {
    public VerificationRequest {
        kafka = Map.copyOf(kafka);
        outputFolders = List.copyOf(outputFolders);
        inputTopics = List.copyOf(inputTopics);
        from = List.copyOf(from);
        until = List.copyOf(until);
    }

    /** @return a request for everything in the default topics, by any run, each input answered exactly once */
    public static VerificationRequest everything(String bootstrapServers) {
        return new VerificationRequest(
                Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                Optional.empty(),
                List.of(),
                List.of(TopicNames.EVENTS),
                OutcomeTopics.DEFAULT,
                Optional.empty(),
                List.of(),
                List.of(),
                false,
                5,
                Duration.ofSeconds(15));
    }

    public VerificationRequest ofTopics(String input, String labels, String deadLetters) {
        return new VerificationRequest(
                kafka,
                inputFiles,
                outputFolders,
                List.of(input),
                new OutcomeTopics(labels, deadLetters, outcomes.shed(), outcomes.segments()),
                runId,
                from,
                until,
                allowDuplicates,
                listed,
                timeout);
    }

    /** @param folder where outcomes are in place of topics */
    public VerificationRequest intoFolder(String folder) {
        return new VerificationRequest(
                kafka,
                inputFiles,
                List.of(folder),
                inputTopics,
                outcomes,
                runId,
                from,
                until,
                allowDuplicates,
                listed,
                timeout);
    }

    /** @param files what was read in place of topics */
    public VerificationRequest ofFiles(FilesInput files) {
        return new VerificationRequest(
                kafka,
                Optional.of(files),
                outputFolders,
                inputTopics,
                outcomes,
                runId,
                from,
                until,
                allowDuplicates,
                listed,
                timeout);
    }

    public VerificationRequest withShedTopic(String shed) {
        return new VerificationRequest(
                kafka,
                inputFiles,
                outputFolders,
                inputTopics,
                new OutcomeTopics(outcomes.labels(), outcomes.deadLetters(), shed, outcomes.segments()),
                runId,
                from,
                until,
                allowDuplicates,
                listed,
                timeout);
    }

    public VerificationRequest ofRun(String run) {
        return new VerificationRequest(
                kafka,
                inputFiles,
                outputFolders,
                inputTopics,
                outcomes,
                Optional.of(run),
                from,
                until,
                allowDuplicates,
                listed,
                timeout);
    }

    public VerificationRequest duplicatesAllowed(boolean allowed) {
        return new VerificationRequest(
                kafka, inputFiles, outputFolders, inputTopics, outcomes, runId, from, until, allowed, listed, timeout);
    }

    /** Of Kafka's settings the names alone: values may be secrets. */
    @Override
    public String toString() {
        return "VerificationRequest[" + kafka.keySet() + ", "
                + inputFiles.map(FilesInput::paths).orElse(inputTopics) + " -> "
                + (outputFolders.isEmpty() ? outcomes.labels() + " and " + outcomes.deadLetters() : outputFolders)
                + ", run " + runId.orElse("any") + "]";
    }
}
