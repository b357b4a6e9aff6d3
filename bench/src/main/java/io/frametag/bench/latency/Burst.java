package io.frametag.bench.latency;

import io.frametag.bench.Bed;
import io.frametag.bench.Effort;
import io.frametag.bench.Experiment;
import io.frametag.bench.latency.Arrivals.Kind;
import io.frametag.bench.machine.Cores;
import io.frametag.bench.report.Chart;
import io.frametag.bench.report.Chart.Series;
import io.frametag.bench.report.Section;
import io.frametag.bench.report.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** More frames than the job can take, for a while, and how long it takes to be itself again. */
public final class Burst implements Experiment {
    private static final double BEFORE_SECONDS = 10;
    private static final double AFTER_SECONDS = 20;

    @Override
    public String name() {
        return "burst";
    }

    @Override
    public String question() {
        return "How long does the job take to recover from more than it can take?";
    }

    @Override
    public Section run(Bed bed) throws IOException, InterruptedException {
        boolean full = bed.effort() == Effort.FULL;
        double burstSeconds = full ? 30 : 8;
        Cores.pinSelf(Cores.REST);
        try (LatencyRig rig = LatencyRig.start(bed, name())) {
            double sustainable = rig.startJob(
                    List.of("--delivery", "at-least-once"), full ? 20_000 : 3_000, Duration.ofSeconds(full ? 10 : 5));
            Arrivals arrivals = Arrivals.of(Kind.POISSON, sustainable * 0.5, BEFORE_SECONDS, 1)
                    .then(Arrivals.of(Kind.POISSON, sustainable * 1.1, burstSeconds, 2), BEFORE_SECONDS)
                    .then(
                            Arrivals.of(Kind.POISSON, sustainable * 0.5, AFTER_SECONDS, 3),
                            BEFORE_SECONDS + burstSeconds);
            Latencies loop = rig.loop(arrivals).took();
            Latencies job = rig.job(arrivals).took();
            return section(sustainable, burstSeconds, arrivals, loop, job);
        } finally {
            Cores.unpinSelf();
        }
    }

    private Section section(double sustainable, double burstSeconds, Arrivals arrivals, Latencies loop, Latencies job) {
        double end = BEFORE_SECONDS + burstSeconds;
        Table table = new Table(
                "",
                List.of("", "p99 before, ms", "longest, ms", "recovered after, s"),
                List.of(row("plain loop", end, arrivals, loop), row("job, at-least-once", end, arrivals, job)));
        String lead = String.format(
                Locale.ROOT,
                "%.0f s at 50 %% of the %.0f frames/s that the job sustains, %.0f s at 110 %%, then 50 %% again; Poisson"
                        + " arrivals, the same for both. Recovered is when frames no longer take longer than the p99"
                        + " before the burst, for a second on end.",
                BEFORE_SECONDS,
                sustainable,
                burstSeconds);
        Chart chart = new Chart(
                name(),
                "Latency through a burst of 110 %",
                "seconds",
                "longest latency in each second, ms",
                Chart.Kind.LINES,
                List.of(bySecond("plain loop", arrivals, loop), bySecond("job", arrivals, job)));
        return new Section(
                name(),
                "A burst, and the time to recover",
                "deploy/frametag bench --full --only burst",
                lead,
                List.of(table),
                List.of(chart),
                List.of());
    }

    private static List<String> row(String who, double burstEnd, Arrivals arrivals, Latencies took) {
        int before = 0;
        while (seconds(arrivals, before) < BEFORE_SECONDS) {
            before++;
        }
        double usual = new Latencies(Arrays.copyOf(took.nanos(), before)).percentile(99);
        double recovered = burstEnd;
        for (int i = before; i < arrivals.count(); i++) {
            boolean late = Latencies.millis(took.nanos()[i]) > usual;
            if (late && seconds(arrivals, i) <= recovered + 1) {
                recovered = Math.max(recovered, seconds(arrivals, i));
            }
        }
        return List.of(
                who, Table.cell(usual, 1), Table.cell(took.percentile(100), 0), Table.cell(recovered - burstEnd, 1));
    }

    private static Series bySecond(String name, Arrivals arrivals, Latencies took) {
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (int i = 0; i < arrivals.count(); i++) {
            double second = Math.floor(seconds(arrivals, i));
            double millis = Latencies.millis(took.nanos()[i]);
            if (x.isEmpty() || x.get(x.size() - 1) < second) {
                x.add(second);
                y.add(millis);
            } else {
                y.set(y.size() - 1, Math.max(millis, y.get(y.size() - 1)));
            }
        }
        return new Series(name, x, y, List.of());
    }

    private static double seconds(Arrivals arrivals, int frame) {
        return arrivals.nanos()[frame] / 1e9;
    }
}
