package io.frametag.frames;

import io.frametag.schema.Segment;
import io.frametag.tools.CommandFailure;
import io.frametag.tools.FrameProducer;
import io.frametag.tools.LocalSystem;
import io.frametag.tools.kafka.KafkaAccess;
import io.frametag.tools.kafka.TopicNames;
import io.frametag.tools.kafka.TopicWatch;
import io.frametag.tools.kafka.TopicsException;
import io.frametag.tools.outcome.WrittenSegments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Plays a source through a system in this JVM, no faster than the job labels, and reads what the job makes of it.
 *
 * @param system its job has read nothing yet, and makes segments
 * @param maxImageBytes the largest image that the system takes
 * @param stop requested by the user, or here when there is nothing to wait for any more
 */
record LocalPlay(LocalSystem system, int maxImageBytes, Stop stop) {
    private static final int IN_FLIGHT_BYTES = 16 << 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    /** For what is nearly there when the user wants to stop. */
    private static final Duration FAREWELL = Duration.ofMillis(500);

    private static final TopicWatch.Pace EVERYTHING = new TopicWatch.Pace(Duration.ZERO, Long.MAX_VALUE);
    private static final List<String> OUTCOMES = List.of(TopicNames.LABELS, TopicNames.DEAD_LETTERS, TopicNames.SHED);

    /**
     * What came of it.
     *
     * @param segments the last word on each; all are closed unless the user has stopped it
     * @param start the first frame's capture time, of what has an end
     * @param counts of the frames by outcome, in words
     * @param waiting how many events were sent and have no outcome, which is none unless the user has stopped it
     * @param lost why the source ended before its time
     */
    record Result(
            List<Segment> segments,
            Optional<Instant> start,
            String counts,
            long waiting,
            Optional<SourceException> lost) {}

    /**
     * Returns when each event has its outcome and the job has ended, or when the user wants to stop.
     *
     * @throws SourceException if the source cannot be opened
     * @throws CommandFailure if the job fails, or tells no outcomes
     */
    Result play(Playback playback, SourceOpening opening) throws Exception {
        AtomicReference<String> broken = new AtomicReference<>();
        system.whenFailed(stop::request);
        KafkaAccess kafka = new KafkaAccess(system.client(), TIMEOUT);
        try (AnsweredOutbox outbox =
                new AnsweredOutbox(toKafka(), playback.streams().size(), stop)) {
            JobOutcomes outcomes = new JobOutcomes(outbox::answered, sentence -> {
                broken.compareAndSet(null, sentence);
                stop.request();
            });
            try (TopicWatch watch = TopicWatch.start("outcomes", kafka, OUTCOMES, EVERYTHING, outcomes)) {
                OpenedSource opened = opening.open(stop);
                Optional<SourceException> lost = playToEnd(playback, opened, outbox);
                boolean whole = awaitOutcomes(outcomes, outbox.arrived());
                system.requireAlive();
                if (broken.get() != null) {
                    throw CommandFailure.failed(broken.get(), null);
                }
                if (whole) {
                    system.drain();
                }
                return new Result(
                        WrittenSegments.in(TopicNames.SEGMENTS, kafka),
                        opened.start(),
                        outcomes.inWords(),
                        outbox.arrived() - outcomes.count(),
                        lost);
            }
        } catch (TopicsException e) {
            throw CommandFailure.failed(e.getMessage(), e);
        }
    }

    private Outbox toKafka() {
        return new KafkaOutbox(
                new FrameProducer(system.client(), TopicNames.EVENTS, maxImageBytes, false, Clock.systemUTC()),
                new InFlight(IN_FLIGHT_BYTES, stop));
    }

    private static Optional<SourceException> playToEnd(Playback playback, OpenedSource opened, Outbox outbox) {
        try (opened) {
            playback.play(opened, outbox);
            return Optional.empty();
        } catch (SourceException e) {
            return Optional.of(e);
        }
    }

    /** @return whether they are all there, and the job may end: not while the JVM ends, as Flink's parts do then, too */
    private boolean awaitOutcomes(JobOutcomes outcomes, long events) throws InterruptedException {
        boolean whole = outcomes.await(events, SILENCE, stop::requested);
        if (stop.requested()) {
            var unused = outcomes.await(events, FAREWELL, () -> false);
            return false;
        }
        if (!whole) {
            throw CommandFailure.failed(
                    outcomes.count() + " of " + events + " frames have their outcome, and then none for "
                            + SILENCE.toSeconds() + " s: see the messages above.",
                    null);
        }
        return true;
    }
}
