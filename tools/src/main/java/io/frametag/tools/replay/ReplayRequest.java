package io.frametag.tools.replay;

import java.time.Duration;
import java.util.Map;

/**
 * What to replay.
 *
 * @param kafka settings of Kafka's clients, {@code bootstrap.servers} and security among them
 * @param inputTopic where the dead letters go, and the only topic whose dead letters are looked at
 * @param again whether what was replayed before, and what is itself a replay, is replayed once more
 * @param dryRun whether nothing is sent
 * @param listed how many of those that cannot be replayed are kept as examples
 * @param timeout how long Kafka may give no answer, or a scan make no progress, before the replay gives up
 */
public record ReplayRequest(
        Map<String, Object> kafka,
        String inputTopic,
        String deadLettersTopic,
        Selection selection,
        boolean again,
        boolean dryRun,
        int listed,
        Duration timeout) {
    public ReplayRequest {
        kafka = Map.copyOf(kafka);
    }

    /** @return whether the input topic is where the dead letter's record was */
    boolean isOfItsInput(DeadLetter letter) {
        return letter.input().topic().equals(inputTopic);
    }
}
