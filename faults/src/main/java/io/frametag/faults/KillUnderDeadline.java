package io.frametag.faults;

import io.frametag.schema.Segment;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.tools.verify.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * A machine is gone while the job sheds what is too old, and makes segments: after the outage most of what has waited is
 * shed, and the rest is labelled.
 */
final class KillUnderDeadline implements Fault {
    /** More than a frame waits on a busy machine, and less than the job needs to notice the kill and come back. */
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private Instant struck;

    @Override
    public String name() {
        return "kill-taskmanager-deadline";
    }

    @Override
    public String title() {
        return "`kill -9` of a TaskManager, one spare, with a deadline of " + DEADLINE.toSeconds() + " s and segments";
    }

    @Override
    public Conditions conditions() {
        return Conditions.USUAL.with(
                "--overload",
                "deadline=" + DEADLINE.toSeconds() + "s",
                "--emit",
                "both",
                // Streams show another photo with each frame: with these, two of a kind make a segment of their own.
                "--segment-smoothing",
                "1 ms",
                "--segment-min-time",
                "1 ms");
    }

    @Override
    public void strike(Testbed testbed) throws Exception {
        struck = Instant.now();
        new KillTaskManager().strike(testbed);
    }

    @Override
    public void judge(Testbed testbed, Report report) throws Exception {
        String kafka = testbed.broker().bootstrapServers();
        boolean bitten = CommittedRecords.of(kafka, Topics.SHED, SingleObjectCodec.shedFrames()).stream()
                .anyMatch(frame -> frame.getShedAt().isAfter(struck));
        if (!bitten) {
            throw new FaultFailure("No frame was shed after the kill: the outage was shorter than the deadline.");
        }
        SegmentBook segments = new SegmentBook();
        for (Segment segment : CommittedRecords.of(kafka, Topics.SEGMENTS, SingleObjectCodec.segments())) {
            segments.add(segment);
        }
        segments.check(testbed.exactlyOnce());
        testbed.note(String.format(
                Locale.ROOT, "%,d inputs were shed; %s", report.total().shed(), segments.summary()));
    }
}
