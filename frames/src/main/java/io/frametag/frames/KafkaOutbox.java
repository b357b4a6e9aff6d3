package io.frametag.frames;

import io.frametag.schema.ImageEvent;
import io.frametag.tools.CommandFailure;
import io.frametag.tools.FrameProducer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Events into a topic, with a bound on what is under way. Not thread-safe. */
final class KafkaOutbox implements Outbox {
    private final FrameProducer producer;
    private final InFlight inFlight;
    private final AtomicLong arrived = new AtomicLong();

    /** @param producer closed with this */
    KafkaOutbox(FrameProducer producer, InFlight inFlight) {
        this.producer = producer;
        this.inFlight = inFlight;
    }

    /** @throws CommandFailure if an image is too large, or Kafka has refused one */
    @Override
    public boolean send(List<ImageEvent> events, boolean patient) {
        long bytes = events.stream().mapToLong(KafkaOutbox::bytes).sum();
        int share = inFlight.share(bytes);
        if (!inFlight.take(share, patient)) {
            return false;
        }
        AtomicInteger open = new AtomicInteger(events.size());
        for (ImageEvent event : events) {
            producer.send(event, name(event), taken -> {
                if (taken) {
                    arrived.incrementAndGet();
                }
                if (open.decrementAndGet() == 0) {
                    inFlight.giveBack(share);
                }
            });
        }
        return true;
    }

    private static String name(ImageEvent event) {
        return "frame " + event.getSequence() + " of stream " + event.getStreamId();
    }

    private static int bytes(ImageEvent event) {
        return ((ByteBuffer) event.getPayload()).remaining();
    }

    @Override
    public long arrived() {
        return arrived.get();
    }

    @Override
    public void flush() {
        producer.awaitBroker();
    }

    @Override
    public void close() {
        producer.close();
    }
}
