package io.frametag.bench.latency;

import io.frametag.bench.Bed;
import io.frametag.bench.Effort;
import io.frametag.bench.Experiment;
import io.frametag.bench.latency.Arrivals.Kind;
import io.frametag.bench.machine.Cores;
import io.frametag.bench.report.Section;
import io.frametag.bench.report.Spread;
import io.frametag.bench.report.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** From the moment that a frame is due to its label in a consumer's hands, beside the plain loop under the same arrivals. */
public final class Latency implements Experiment {
    private static final List<Integer> LOADS = List.of(50, 70, 90);
    private static final double WARM_UP_SECONDS = 2;

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String question() {
        return "How long does a frame take to its label, and how much of it do Kafka and Flink add?";
    }

    @Override
    public Section run(Bed bed) throws IOException, InterruptedException {
        boolean full = bed.effort() == Effort.FULL;
        int rounds = full ? 3 : 1;
        double seconds = full ? 10 : 8;
        Cores.pinSelf(Cores.REST);
        List<List<String>> rows = new ArrayList<>();
        double sustainable;
        try (LatencyRig rig = LatencyRig.start(bed, name())) {
            sustainable = rig.startJob(
                    List.of("--delivery", "at-least-once"), full ? 24_000 : 3_000, Duration.ofSeconds(full ? 10 : 5));
            for (Kind kind : Kind.values()) {
                for (int load : LOADS) {
                    List<UnderLoad> loop = new ArrayList<>();
                    List<UnderLoad> job = new ArrayList<>();
                    for (int round = 0; round < rounds; round++) {
                        double rate = sustainable * load / 100;
                        Arrivals arrivals = Arrivals.of(kind, rate, WARM_UP_SECONDS + seconds, round);
                        int first = (int) (rate * WARM_UP_SECONDS);
                        loop.add(rig.loop(arrivals).from(first));
                        job.add(rig.job(arrivals).from(first));
                    }
                    rows.addAll(rows(kind, load, loop, job));
                    bed.say("  " + rows.get(rows.size() - 2) + "\n  " + rows.get(rows.size() - 1));
                }
            }
            rig.stopJob();
            for (String interval : List.of("1 s", "10 s")) {
                rig.startJob(
                        List.of("--delivery", "exactly-once", "--checkpoint-interval", interval),
                        full ? 8_000 : 1_000,
                        Duration.ofSeconds(5));
                double rate = sustainable * 0.7;
                UnderLoad took = rig.job(Arrivals.of(Kind.POISSON, rate, WARM_UP_SECONDS + 2 * seconds, 0))
                        .from((int) (rate * WARM_UP_SECONDS));
                rows.add(row(
                        "Poisson, 70 %",
                        "job, exactly-once, a checkpoint every " + interval, List.of(took), "", "", ""));
                bed.say("  " + rows.get(rows.size() - 1));
                rig.stopJob();
            }
        } finally {
            Cores.unpinSelf();
        }
        return section(sustainable, rounds, seconds, rows);
    }

    private Section section(double sustainable, int rounds, double seconds, List<List<String>> rows) {
        String lead = String.format(
                Locale.ROOT,
                "From the moment that a frame is due until its label is read, in milliseconds; x1_0, %s, one task. The"
                        + " load is of the %.0f frames/s that the job sustains. The plain loop gets the same arrivals in"
                        + " one queue, without Kafka; what the job has more is added by Kafka and Flink. Arrivals go on"
                        + " whatever the job does, and latency counts from when a frame was due, so that nothing is"
                        + " hidden by frames that could not be sent. %d runs of %.0f s each, in turns.",
                LatencyRig.SIZE.text(),
                sustainable,
                rounds,
                seconds);
        Table table = new Table(
                "",
                List.of(
                        "arrivals",
                        "",
                        "core busy, %",
                        "p50",
                        "p99",
                        "p99.9",
                        "p99 of a queue as busy",
                        "added at p50",
                        "added at p99"),
                rows);
        return new Section(
                name(),
                "Latency",
                "deploy/frametag bench --full --only latency",
                lead,
                List.of(table),
                List.of(),
                List.of(
                        "Core busy is processor time over time, the JIT compiler's included; the plain loop's has up to 0.1 ms a frame"
                                + " that it spins until the next is due. The queue is arithmetic: the same arrivals at one server that"
                                + " takes as long for each frame and is as busy. With Poisson arrivals frames wait in line, so that a"
                                + " little more work a frame makes the longest waits much longer; a job that keeps up fetches almost"
                                + " each frame and sends each label by itself, which costs more than under a backlog."));
    }

    private static List<List<String>> rows(Kind kind, int load, List<UnderLoad> loop, List<UnderLoad> job) {
        String arrivals = (kind == Kind.CONSTANT ? "constant, " : "Poisson, ") + load + " %";
        return List.of(
                row(arrivals, "plain loop", loop, queue(loop), "", ""),
                row("", "job, at-least-once", job, queue(job), added(loop, job, 50), added(loop, job, 99)));
    }

    private static List<String> row(
            String arrivals, String who, List<UnderLoad> runs, String queue, String addedMedian, String addedTail) {
        return List.of(
                arrivals,
                who,
                Spread.of(runs.stream().map(run -> 100 * run.busy()).toList()).text(0),
                spread(runs, 50).text(1),
                spread(runs, 99).text(1),
                spread(runs, 99.9).text(1),
                queue,
                addedMedian,
                addedTail);
    }

    private static Spread spread(List<UnderLoad> runs, double percent) {
        return Spread.of(
                runs.stream().map(run -> run.took().percentile(percent)).toList());
    }

    private static String queue(List<UnderLoad> runs) {
        return Spread.of(runs.stream().map(run -> run.queued().percentile(99)).toList())
                .text(1);
    }

    private static String added(List<UnderLoad> loop, List<UnderLoad> job, double percent) {
        List<Double> differences = new ArrayList<>();
        for (int round = 0; round < loop.size(); round++) {
            differences.add(job.get(round).took().percentile(percent)
                    - loop.get(round).took().percentile(percent));
        }
        return Spread.of(differences).text(1);
    }
}
