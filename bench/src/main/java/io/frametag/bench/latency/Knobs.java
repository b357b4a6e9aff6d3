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
import java.util.Map;

/** What each of the settings that people turn does to throughput and latency; the defaults are chosen by this table. */
public final class Knobs implements Experiment {
    private static final double LOAD = 0.7;
    private static final double WARM_UP_SECONDS = 2;

    /** One setting turned, all others as they are by default. */
    private record Turn(String setting, String value, List<String> options, Map<String, String> flink) {
        private static Turn ofJob(String setting, String value) {
            return new Turn("`" + setting + "`", value, List.of("--" + setting, value), Map.of());
        }
    }

    private static final List<Turn> TURNS = List.of(
            new Turn("defaults", "", List.of(), Map.of()),
            Turn.ofJob("max-hold", "0 ms"),
            Turn.ofJob("max-hold", "1 s"),
            Turn.ofJob("kafka.linger.ms", "5"),
            Turn.ofJob("kafka.linger.ms", "50"),
            new Turn(
                    "`kafka.fetch.min.bytes`, `.fetch.max.wait.ms`",
                    "1 MiB, 20",
                    List.of("--kafka.fetch.min.bytes", "1048576", "--kafka.fetch.max.wait.ms", "20"),
                    Map.of()),
            new Turn(
                    "`execution.buffer-timeout.interval` (Flink)",
                    "0 ms",
                    List.of(),
                    Map.of("execution.buffer-timeout.interval", "0 ms")),
            Turn.ofJob("checkpoint-interval", "1 s"),
            Turn.ofJob("checkpoint-interval", "60 s"),
            new Turn("defaults, again", "", List.of(), Map.of()));

    @Override
    public String name() {
        return "knobs";
    }

    @Override
    public String question() {
        return "What do linger, hold, fetch wait, buffer time-out and checkpoint interval do?";
    }

    @Override
    public Section run(Bed bed) throws IOException, InterruptedException {
        boolean full = bed.effort() == Effort.FULL;
        int warmUpFrames = full ? 5_000 : 1_500;
        Duration window = Duration.ofSeconds(full ? 10 : 4);
        double seconds = full ? 15 : 6;
        double sustainable = 0;
        List<List<String>> rows = new ArrayList<>();
        Cores.pinSelf(Cores.REST);
        try (LatencyRig rig = LatencyRig.start(bed, name())) {
            for (Turn turn : TURNS) {
                List<String> options = new ArrayList<>(List.of("--delivery", "at-least-once"));
                options.addAll(turn.options());
                double rate = rig.startJob(options, turn.flink(), warmUpFrames, window);
                if (sustainable == 0) {
                    sustainable = rate;
                }
                double load = sustainable * LOAD;
                Latencies took = rig.job(Arrivals.of(Kind.POISSON, load, WARM_UP_SECONDS + seconds, 7))
                        .took()
                        .from((int) (load * WARM_UP_SECONDS));
                rig.stopJob();
                rows.add(List.of(
                        turn.setting(),
                        turn.value(),
                        Table.cell(rate, 0),
                        Table.cell(took.percentile(50), 1),
                        Table.cell(took.percentile(99), 1),
                        Table.cell(took.percentile(99.9), 1)));
                bed.say("  " + rows.get(rows.size() - 1));
            }
        } finally {
            Cores.unpinSelf();
        }
        return section(sustainable * LOAD, rows);
    }

    private Section section(double load, List<List<String>> rows) {
        Table table = new Table(
                "", List.of("setting", "value", "frames/s, saturated", "p50, ms", "p99, ms", "p99.9, ms"), rows);
        return new Section(
                name(),
                "The knobs",
                "deploy/frametag bench --full --only knobs",
                String.format(
                        Locale.ROOT,
                        "One setting is turned at a time, at-least-once, x1_0, %s, one task on one core. Latency under the"
                                + " same Poisson arrivals of %.0f frames/s for each, which is 70 %% of what the defaults"
                                + " sustain. One run each: the two rows of defaults show how much is noise.",
                        LatencyRig.SIZE.text(),
                        load),
                List.of(table),
                List.of(),
                List.of(
                        "`kafka.linger.ms` makes every label wait, also where nothing is to be gained; `max-hold` makes only"
                                + " those wait whose frames have waited already. The buffer time-out has no part in it:"
                                + " the job is one chain, and no frame crosses one of Flink's network buffers."));
    }
}
