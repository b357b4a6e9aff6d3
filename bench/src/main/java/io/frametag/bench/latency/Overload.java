package io.frametag.bench.latency;

import io.frametag.bench.Bed;
import io.frametag.bench.Effort;
import io.frametag.bench.Experiment;
import io.frametag.bench.latency.Arrivals.Kind;
import io.frametag.bench.machine.Cores;
import io.frametag.bench.report.Section;
import io.frametag.bench.report.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Three times as many frames as the job can take: what a deadline makes of it, and what comes of keeping all. */
public final class Overload implements Experiment {
    private static final int TIMES = 3;
    private static final double WARM_UP_LOAD = 0.7;
    private static final String DEADLINE = "deadline=200ms";

    @Override
    public String name() {
        return "overload";
    }

    @Override
    public String question() {
        return "How late are labels when three times as many frames come as the job can take, with a deadline and without?";
    }

    @Override
    public Section run(Bed bed) throws IOException, InterruptedException {
        boolean full = bed.effort() == Effort.FULL;
        double seconds = full ? 30 : 8;
        int warmUpFrames = full ? 20_000 : 3_000;
        Duration window = Duration.ofSeconds(full ? 10 : 5);
        Cores.pinSelf(Cores.REST);
        List<List<String>> rows = new ArrayList<>();
        try (LatencyRig rig = LatencyRig.start(bed, name())) {
            double sustainable = rig.startJob(List.of("--delivery", "at-least-once"), warmUpFrames, window);
            Arrivals arrivals = Arrivals.of(Kind.POISSON, sustainable * TIMES, seconds, 1);
            rows.add(row("keep-all", rig.answers(arrivals)));
            bed.say("  " + rows.get(rows.size() - 1));
            // As many as it can take, so that all of the chain gets warm, and then more, for what sheds.
            Arrivals warmUp = Arrivals.of(Kind.POISSON, sustainable * WARM_UP_LOAD, 2 * seconds, 2)
                    .then(Arrivals.of(Kind.POISSON, sustainable * TIMES, seconds / 4, 3), 2 * seconds);
            rig.startAnotherJob(List.of("--delivery", "at-least-once", "--overload", DEADLINE), warmUp);
            rows.add(row(DEADLINE, rig.answers(arrivals)));
            bed.say("  " + rows.get(rows.size() - 1));
            return section(sustainable, seconds, rows);
        } finally {
            Cores.unpinSelf();
        }
    }

    private static List<String> row(String overload, Answers answers) {
        Latencies labelled = answers.labelled();
        return List.of(
                "`" + overload + "`",
                Integer.toString(answers.sent()),
                Integer.toString(labelled.nanos().length),
                Integer.toString(answers.shed()),
                Integer.toString(answers.rejected()),
                Table.cell(100.0 * answers.shed() / answers.sent(), 1),
                Table.cell(labelled.percentile(50), 0),
                Table.cell(labelled.percentile(99), 0),
                Table.cell(labelled.percentile(100), 0));
    }

    private Section section(double sustainable, double seconds, List<List<String>> rows) {
        String lead = String.format(
                Locale.ROOT,
                "%d times the %.0f frames/s that the job sustains, for %.0f s; Poisson arrivals, the same for both, x1_0, %s, one"
                        + " task, at-least-once. Latency is that of the labelled frames, in milliseconds, from the moment"
                        + " that a frame is due until its label is read. Each frame has one answer: labelled, shed and"
                        + " rejected add up to what was sent, or the experiment fails.",
                TIMES,
                sustainable,
                seconds,
                LatencyRig.SIZE.text());
        Table table = new Table(
                "",
                List.of(
                        "`--overload`",
                        "sent",
                        "labelled",
                        "shed",
                        "rejected",
                        "share shed, %",
                        "p50",
                        "p99",
                        "longest"),
                rows);
        return new Section(
                name(),
                "More frames than the job can take",
                "deploy/frametag bench --full --only overload",
                lead,
                List.of(table),
                List.of(),
                List.of(
                        "A frame's age when the job takes it up is bound by the deadline; to its label come decoding, the"
                                + " model, Kafka's way to the reader, and up to a twentieth of the deadline in which labels are"
                                + " held to share a request."));
    }
}
