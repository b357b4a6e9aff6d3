package io.frametag.tools.replay;

import io.frametag.tools.kafka.KafkaAccess;
import io.frametag.tools.kafka.TopicsException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Sends to the input topic and looks at every answer, in the order of sending. A record that the topic refuses for what it
 * is counts as not replayable; any other failure ends the replay.
 */
final class KafkaOutbox implements Outbox {
    /** The records themselves are bounded by the producer's buffer. */
    private static final int UNANSWERED = 1000;

    private final KafkaAccess kafka;
    private final ReplayTally tally;
    private final Producer<byte[], byte[]> producer;
    private final Deque<Sent> unanswered = new ArrayDeque<>();

    private record Sent(RecordAt deadLetter, String reason, boolean fromInputTopic, Future<RecordMetadata> answer) {}

    KafkaOutbox(KafkaAccess kafka, ReplayTally tally) throws TopicsException {
        this.kafka = kafka;
        this.tally = tally;
        this.producer = kafka.producer();
    }

    @Override
    public void send(DeadLetter letter, Restored restored) throws TopicsException {
        try {
            unanswered.add(new Sent(
                    letter.at(), letter.reason(), restored.fromInputTopic(), producer.send(restored.replayOf(letter))));
        } catch (KafkaException e) {
            throw kafka.failure(e);
        }
        while (!unanswered.isEmpty()
                && (unanswered.size() > UNANSWERED || unanswered.peek().answer().isDone())) {
            lookAt(unanswered.remove());
        }
    }

    @Override
    public void finish() throws TopicsException {
        while (!unanswered.isEmpty()) {
            lookAt(unanswered.remove());
        }
    }

    private void lookAt(Sent sent) throws TopicsException {
        try {
            sent.answer().get();
            tally.sent(sent.reason(), sent.fromInputTopic());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException || e.getCause() instanceof InvalidTimestampException) {
                tally.notReplayable(
                        sent.reason(),
                        sent.deadLetter(),
                        "The input topic refuses the record: " + e.getCause().getMessage());
                return;
            }
            if (e.getCause() instanceof TimeoutException) {
                throw new TopicsException(
                        "Kafka at " + kafka.servers() + " did not take the replay of " + sent.deadLetter()
                                + " in time: check that its brokers run, and enough of them for the input topic's"
                                + " min.insync.replicas.",
                        e);
            }
            throw e.getCause() instanceof KafkaException cause
                    ? kafka.failure(cause)
                    : new TopicsException("Kafka at " + kafka.servers() + " failed: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        // What is unanswered by now belongs to a replay that has failed: nobody waits for it.
        producer.close(Duration.ZERO);
    }
}
