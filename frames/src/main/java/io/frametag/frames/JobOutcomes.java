package io.frametag.frames;

import io.frametag.schema.ImageLabels;
import io.frametag.schema.InputCoordinates;
import io.frametag.schema.Segment;
import io.frametag.schema.ShedFrame;
import io.frametag.tools.kafka.TopicWatch;
import io.frametag.tools.outcome.OutcomeListener;
import io.frametag.tools.outcome.OutcomeRecords;
import io.frametag.tools.outcome.OutcomeTopics;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Counts what becomes of the events of one partition, from its offset 0 on, each once, though a job that was restarted may tell
 * it twice. It is told in one thread and asked in another.
 */
final class JobOutcomes implements TopicWatch.Receiver, OutcomeListener {
    private static final long LOOK_EVERY_MILLIS = 100;

    private final OutcomeRecords records = new OutcomeRecords(OutcomeTopics.DEFAULT, this);
    private final Runnable answered;
    private final Consumer<String> lost;
    /** All offsets before it have their outcome. */
    private long open;
    /** Those behind it that have theirs. */
    private final Set<Long> ahead = new HashSet<>();

    private final Map<String, Long> rejects = new TreeMap<>();
    private long labelled;
    private long shed;
    private long lastNanos;

    /**
     * @param answered called once for each event, in the thread that tells
     * @param lost told in a sentence that outcomes may be missing from now on
     */
    JobOutcomes(Runnable answered, Consumer<String> lost) {
        this.answered = answered;
        this.lost = lost;
    }

    @Override
    public void receive(ConsumerRecords<byte[], byte[]> batch) {
        batch.forEach(records::read);
    }

    @Override
    public synchronized void labelled(ImageLabels labels) {
        if (isFirst(labels.getInput())) {
            labelled++;
        }
    }

    @Override
    public synchronized void rejected(String stream, InputCoordinates input, String reason) {
        if (input != null && isFirst(input)) {
            rejects.merge(reason, 1L, Long::sum);
        }
    }

    @Override
    public synchronized void shed(ShedFrame frame) {
        if (isFirst(frame.getInput())) {
            shed++;
        }
    }

    private boolean isFirst(InputCoordinates input) {
        long offset = input.getOffset();
        if (offset < open || !ahead.add(offset)) {
            return false;
        }
        while (ahead.remove(open)) {
            open++;
        }
        lastNanos = System.nanoTime();
        answered.run();
        notifyAll();
        return true;
    }

    @Override
    public void segment(Segment segment) {
        // Only the last word on each counts, and that is read at the end.
    }

    @Override
    public void unreadable(String topic, String sentence) {
        lost.accept(sentence);
    }

    @Override
    public void passedOver(long missed) {
        lost.accept(missed + " outcomes were passed over.");
    }

    @Override
    public void trouble(String sentence) {
        if (sentence != null) {
            lost.accept(sentence);
        }
    }

    /** @return how many events have their outcome */
    synchronized long count() {
        return open + ahead.size();
    }

    /**
     * Waits for the outcomes of so many events.
     *
     * @param silence how long to wait for the next one
     * @param giveUp ends the wait, too
     * @return whether they are all there
     */
    synchronized boolean await(long events, Duration silence, BooleanSupplier giveUp) throws InterruptedException {
        lastNanos = System.nanoTime();
        while (count() < events) {
            if (giveUp.getAsBoolean() || System.nanoTime() - lastNanos > silence.toNanos()) {
                return false;
            }
            wait(LOOK_EVERY_MILLIS);
        }
        return true;
    }

    /** @return the counts */
    synchronized String inWords() {
        long rejected = rejects.values().stream().mapToLong(Long::longValue).sum();
        String reasons = rejects.entrySet().stream()
                .map(reason -> String.format(Locale.ROOT, "%s %,d", reason.getKey(), reason.getValue()))
                .collect(Collectors.joining(", ", " (", ")"));
        return String.format(Locale.ROOT, "%,d frames labelled, %,d rejected", labelled, rejected)
                + (rejected == 0 ? "" : reasons)
                + (shed == 0 ? "" : String.format(Locale.ROOT, ", %,d shed", shed));
    }
}
