package io.frametag.frames;

import io.frametag.schema.ImageEvent;
import java.util.List;

/**
 * An outbox that is never ahead of the job by more than so many events: at this bound a patient sender waits, and another finds
 * no room. Not thread-safe, except for {@link #answered}.
 */
final class AnsweredOutbox implements Outbox {
    /** Four seconds of one stream, which a page would not be behind by either. */
    private static final int MOST_AHEAD = 100;

    private final Outbox outbox;
    private final InFlight unanswered;

    /**
     * @param outbox closed with this
     * @param streams how many events a frame is
     */
    AnsweredOutbox(Outbox outbox, int streams, Stop stop) {
        this.outbox = outbox;
        this.unanswered = new InFlight(Math.max(MOST_AHEAD, 2 * streams), stop);
    }

    /** The job has told the outcome of one event. */
    void answered() {
        unanswered.giveBack(1);
    }

    @Override
    public boolean send(List<ImageEvent> events, boolean patient) {
        if (!unanswered.take(events.size(), patient)) {
            return false;
        }
        if (outbox.send(events, patient)) {
            return true;
        }
        unanswered.giveBack(events.size());
        return false;
    }

    @Override
    public long arrived() {
        return outbox.arrived();
    }

    @Override
    public void flush() {
        outbox.flush();
    }

    @Override
    public void close() {
        outbox.close();
    }
}
