package io.frametag.tools.replay;

import io.frametag.tools.kafka.TopicsException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decides about each dead letter: of another topic, not selected, replayed before, not replayable, or sent. */
final class Triage {
    private static final String UNREADABLE = "(unreadable)";

    private final ReplayRequest request;
    private final ReplayHistory history;
    private final Restoration restoration;
    private final Outbox outbox;
    private final ReplayTally tally;
    private final RecordSet sent = new RecordSet();

    Triage(ReplayRequest request, ReplayHistory history, Restoration restoration, Outbox outbox, ReplayTally tally) {
        this.request = request;
        this.history = history;
        this.restoration = restoration;
        this.outbox = outbox;
        this.tally = tally;
    }

    /** @param record of the dead letter topic, with key and value */
    void decide(ConsumerRecord<byte[], byte[]> record) throws TopicsException {
        DeadLetter letter;
        try {
            letter = DeadLetter.of(record);
        } catch (UnreadableDeadLetterException e) {
            unreadable(record, e);
            return;
        }
        if (!request.isOfItsInput(letter)) {
            tally.ofOtherTopic();
            return;
        }
        tally.found(letter.reason());
        if (request.selection().includes(letter)) {
            tally.selected(letter.reason());
            replay(letter);
        }
    }

    private void replay(DeadLetter letter) throws TopicsException {
        if (history.has(letter)) {
            tally.alreadyReplayed(letter.reason());
            return;
        }
        try {
            Restored restored = restoration.of(letter);
            // At-least-once delivery, several runs, a replay that was rejected again: many dead letters of one record.
            if (sent.add(restored.firstInput(letter))) {
                outbox.send(letter, restored);
            } else {
                tally.alreadyReplayed(letter.reason());
            }
        } catch (NotReplayableException e) {
            tally.notReplayable(letter.reason(), letter.at(), e.getMessage());
        }
    }

    /** Whether a selection means such a record, nobody can say. */
    private void unreadable(ConsumerRecord<byte[], byte[]> record, UnreadableDeadLetterException e) {
        tally.found(UNREADABLE);
        if (request.selection().isEverything()) {
            tally.selected(UNREADABLE);
            tally.notReplayable(UNREADABLE, RecordAt.of(record), e.getMessage());
        }
    }
}
