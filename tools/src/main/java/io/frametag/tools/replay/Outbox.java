package io.frametag.tools.replay;

import io.frametag.tools.kafka.TopicsException;

/** Takes replays; what becomes of each is told to the tally, now or later. */
interface Outbox extends AutoCloseable {
    void send(DeadLetter letter, Restored restored) throws TopicsException;

    /** Waits until everything is told. */
    void finish() throws TopicsException;

    @Override
    void close();

    /** Sends nothing, and counts what would be sent. */
    static Outbox dry(ReplayTally tally) {
        return new Outbox() {
            @Override
            public void send(DeadLetter letter, Restored restored) {
                tally.sent(letter.reason(), restored.fromInputTopic());
            }

            @Override
            public void finish() {}

            @Override
            public void close() {}
        };
    }
}
