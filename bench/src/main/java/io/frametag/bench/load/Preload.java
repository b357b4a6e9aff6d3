package io.frametag.bench.load;

import io.frametag.bench.BenchFailure;

/** Fills the input topic before somebody reads it. */
public final class Preload {
    private Preload() {}

    /**
     * Sends so many events, evenly over the streams.
     *
     * @throws BenchFailure if the broker refuses one
     */
    public static void fill(EventTopics topics, Events events, int streams, long count) {
        try (EventSender sender = EventSender.inBulk(topics, events)) {
            for (long i = 0; i < count; i++) {
                int stream = (int) (i % streams);
                sender.send(stream, "camera-" + stream, i / streams);
            }
            sender.awaitBroker();
        }
    }
}
