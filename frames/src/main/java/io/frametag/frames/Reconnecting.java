package io.frametag.frames;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A live source that is opened again when it breaks off. Says so each time. It gives up after so many attempts without a frame
 * between them; its frames end there, or when the user wants to stop.
 */
final class Reconnecting implements FrameSource {
    /** Opens the source once more. */
    interface Opening {
        FrameSource open() throws SourceException;
    }

    /**
     * @param attempts in a row without a frame before it gives up; 0 for no such limit
     */
    record Policy(Backoff backoff, int attempts) {}

    private final Opening opening;
    private final Policy policy;
    private final Stop stop;
    private final Tally tally;
    private final PrintWriter err;
    private FrameSource source;
    private int attempts;

    Reconnecting(FrameSource first, Opening opening, Policy policy, Stop stop, Tally tally, PrintWriter err) {
        this.source = first;
        this.opening = opening;
        this.policy = policy;
        this.stop = stop;
        this.tally = tally;
        this.err = err;
    }

    @Override
    public Optional<Picture> next() throws SourceException {
        while (!stop.requested()) {
            try {
                Optional<Picture> next = source.next();
                attempts = 0;
                return next;
            } catch (SourceException lost) {
                source.close();
                reconnect(lost);
            }
        }
        return Optional.empty();
    }

    private void reconnect(SourceException lost) throws SourceException {
        SourceException why = lost;
        while (true) {
            if (policy.attempts() > 0 && attempts >= policy.attempts()) {
                throw new SourceException(
                        why.getMessage() + " Gave up after " + attempts + " attempts in a row (--reconnects).", why);
            }
            Duration wait = policy.backoff().delay(++attempts);
            err.printf(
                    Locale.ROOT,
                    "%s Trying again in %.1f s (attempt %d).%n",
                    why.getMessage(),
                    wait.toMillis() / 1e3,
                    attempts);
            err.flush();
            if (stop.await(wait)) {
                return;
            }
            try {
                source = opening.open();
                tally.reconnected();
                err.println("Connected again.");
                err.flush();
                return;
            } catch (SourceException e) {
                why = e;
            }
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
