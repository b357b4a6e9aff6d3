package io.frametag.tools.replay;

import io.frametag.tools.kafka.Content;
import io.frametag.tools.kafka.KafkaAccess;
import io.frametag.tools.kafka.OffsetRange;
import io.frametag.tools.kafka.ScanProgress;
import io.frametag.tools.kafka.TopicScan;
import io.frametag.tools.kafka.TopicsException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Sends dead letters back to the input topic, each input once. */
public final class Replaying {
    private final ReplayRequest request;
    private final KafkaAccess kafka;
    private final TopicScan scan;
    private final ReplayTally tally;

    private Replaying(ReplayRequest request, ScanProgress progress) {
        this.request = request;
        this.kafka = new KafkaAccess(request.kafka(), request.timeout());
        this.scan = new TopicScan(kafka, progress);
        this.tally = new ReplayTally(request.listed());
    }

    /**
     * Carries a replay out, on this thread.
     *
     * @throws TopicsException if it could not be finished. What was sent until then is marked: carried out once more, it
     *     leaves that out
     */
    public static ReplayReport run(ReplayRequest request, ScanProgress progress) throws TopicsException {
        return new Replaying(request, progress).run();
    }

    private ReplayReport run() throws TopicsException {
        HeldLetters held = HeldLetters.now(kafka, request.deadLettersTopic());
        Map<TopicPartition, OffsetRange> asked = request.again() ? Map.of() : inputsOf(held.ranges());
        // Asked for after the dead letters' ends, so that whatever replayed one of them stands before these.
        Map<TopicPartition, OffsetRange> inputs = InputTopic.ranges(kafka, request.inputTopic());
        ReplayHistory history =
                request.again() ? ReplayHistory.BLANK : ReplayHistory.read(scan, request.inputTopic(), asked, inputs);
        send(held.ranges(), history, inputs);
        return new ReplayReport(
                request.inputTopic(),
                request.deadLettersTopic(),
                request.dryRun(),
                tally.reasons(),
                tally.total(),
                tally.fromInputTopic(),
                tally.notReplayable(),
                tally.ofOtherTopics(),
                held.heldBack());
    }

    /** @return for each partition the inputs from the first to the last with a dead letter that is selected */
    private Map<TopicPartition, OffsetRange> inputsOf(Map<TopicPartition, OffsetRange> letters) throws TopicsException {
        Map<TopicPartition, OffsetRange> asked = new LinkedHashMap<>();
        scan.scan(request.deadLettersTopic(), letters, Content.NONE, record -> {
            try {
                DeadLetter letter = DeadLetter.of(record);
                if (request.isOfItsInput(letter) && request.selection().includes(letter)) {
                    long offset = letter.input().offset();
                    asked.merge(
                            letter.input().inPartition(), new OffsetRange(offset, offset + 1), OffsetRange::spanning);
                }
            } catch (UnreadableDeadLetterException e) {
                // Counted when they are read for sending.
            }
        });
        return asked;
    }

    private void send(
            Map<TopicPartition, OffsetRange> letters, ReplayHistory history, Map<TopicPartition, OffsetRange> inputs)
            throws TopicsException {
        try (Originals originals = new Originals(kafka, inputs);
                Outbox outbox = request.dryRun() ? Outbox.dry(tally) : new KafkaOutbox(kafka, tally)) {
            Triage triage = new Triage(request, history, new Restoration(inputs, originals), outbox, tally);
            scan.scan(request.deadLettersTopic(), letters, Content.KEY_AND_VALUE, triage::decide);
            outbox.finish();
        } catch (TopicsException e) {
            long sent = tally.total().sent();
            throw request.dryRun() || sent == 0
                    ? e
                    : new TopicsException(
                            e.getMessage() + " At least " + sent
                                    + " were sent until then: another replay leaves out what was.",
                            e);
        }
    }
}
