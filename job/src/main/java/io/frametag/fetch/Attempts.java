package io.frametag.fetch;

import io.frametag.pipeline.Attachment;
import io.frametag.pipeline.ShownUri;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Tries until there is an image, a failure that lasts, or no attempt or time left. Thread-safe. */
final class Attempts {
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final int MOST_DOUBLINGS = 5;

    private final Source source;
    private final int most;

    /** One attempt. */
    @FunctionalInterface
    interface Source {
        byte[] get(String uri, FetchDeadline deadline) throws FetchFailure;
    }

    Attempts(Source source, int most) {
        this.source = source;
        this.most = most;
    }

    /** @return the image, or why there is none */
    Attachment fetch(String uri, FetchDeadline deadline) throws InterruptedException {
        int attempt = 1;
        try {
            while (true) {
                try {
                    return Attachment.of(source.get(uri, deadline));
                } catch (FetchFailure failure) {
                    if (deadline.hasPassed()) {
                        throw deadline.failure();
                    }
                    if (!failure.isPassing() || attempt == most) {
                        throw failure;
                    }
                    Duration backOff =
                            backOff(attempt, ThreadLocalRandom.current().nextDouble());
                    deadline.pause(longer(backOff, failure.askedWait()), failure);
                    attempt++;
                }
            }
        } catch (FetchFailure failure) {
            return refusal(uri, failure, attempt);
        }
    }

    /** @param attempts how many there were */
    static Attachment refusal(String uri, FetchFailure failure, int attempts) {
        return Attachment.refusal(
                failure.reason(),
                "The payload is the URI " + ShownUri.of(uri) + ": " + failure.getMessage()
                        + (attempts > 1 ? ", in " + attempts + " attempts." : "."));
    }

    /**
     * How long to wait before the next attempt: twice as long after each, and up to a half less by chance, so that tasks which failed
     * together do not come again together.
     *
     * @param chance from 0 to 1
     */
    static Duration backOff(int attempt, double chance) {
        long millis = FIRST_WAIT.toMillis() << Math.min(attempt - 1, MOST_DOUBLINGS);
        return Duration.ofMillis((long) (millis * (1 - chance / 2)));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
