package io.frametag.bench.growth;

import io.frametag.bench.Bed;
import io.frametag.bench.Effort;
import io.frametag.bench.Experiment;
import io.frametag.bench.frames.FrameSize;
import io.frametag.bench.frames.SizedFrames;
import io.frametag.bench.load.EventTopics;
import io.frametag.bench.load.Events;
import io.frametag.bench.load.Preload;
import io.frametag.bench.machine.Cores;
import io.frametag.bench.rate.Window;
import io.frametag.bench.report.Section;
import io.frametag.bench.report.Spread;
import io.frametag.bench.report.Table;
import io.frametag.bench.subject.BareLoop;
import io.frametag.bench.subject.ChildJvm;
import io.frametag.bench.subject.Rig;
import io.frametag.bench.subject.SharedCount;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** One slot and two, on both cores; one stream to 64, one partition to 32. */
public final class Growth implements Experiment {
    private static final FrameSize SIZE = FrameSize.P480;
    /** More than a core reaches. */
    private static final int FRAMES_A_SECOND = 240;

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public String question() {
        return "What do a second slot, more streams and more partitions do?";
    }

    @Override
    public Section run(Bed bed) throws IOException, InterruptedException {
        boolean full = bed.effort() == Effort.FULL;
        Duration warmUp = Duration.ofSeconds(full ? 40 : 8);
        Duration window = Duration.ofSeconds(full ? 12 : 4);
        int rounds = full ? 2 : 1;
        try (Rig rig = Rig.start(bed, name(), 2)) {
            Events events = new Events(SizedFrames.jpegs(bed.project(), SIZE));
            Table slots = slots(bed, rig, events, rounds, warmUp, window);
            List<List<String>> rows = new ArrayList<>();
            for (int[] streamsAndPartitions : new int[][] {{1, 1}, {8, 4}, {64, 4}, {64, 32}}) {
                int streams = streamsAndPartitions[0];
                int partitions = streamsAndPartitions[1];
                EventTopics topics = rig.topics("s" + streams + "-p" + partitions, partitions);
                Preload.fill(topics, events, streams, warmUp.plus(window).toSeconds() * FRAMES_A_SECOND);
                Window measured = measure(rig, topics, 1, warmUp, window);
                rows.add(List.of(
                        Integer.toString(streams),
                        Integer.toString(partitions),
                        Table.cell(measured.framesPerSecond(), 1),
                        Table.cell(measured.cpuMillisPerFrame(), 2)));
                bed.say("  " + rows.get(rows.size() - 1));
            }
            Table spread = new Table("One slot:", List.of("streams", "partitions", "frames/s", "CPU ms a frame"), rows);
            return new Section(
                    name(),
                    "Growth",
                    "deploy/frametag bench --full --only growth",
                    "x1_0, " + SIZE.text()
                            + ", at-least-once, the input preloaded, nothing bound to a core but where it is"
                            + " said: what the broker needs for reading and writing comes off the same two cores, and a"
                            + " single slot's helpers (fetching, sending) find the second core idle. The plain loop"
                            + " beside it, once and twice at a time, shows what the machine itself gives for a second"
                            + " core.",
                    List.of(slots, spread),
                    List.of(),
                    List.of());
        }
    }

    private static Table slots(Bed bed, Rig rig, Events events, int rounds, Duration warmUp, Duration window)
            throws IOException, InterruptedException {
        EventTopics input = rig.topics("slots", 4);
        Preload.fill(input, events, 8, warmUp.plus(window.multipliedBy(2)).toSeconds() * 2 * FRAMES_A_SECOND);
        List<Double> held = new ArrayList<>();
        List<Double> one = new ArrayList<>();
        List<Double> two = new ArrayList<>();
        List<Double> oneLoop = new ArrayList<>();
        List<Double> twoLoops = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            oneLoop.add(loops(bed, rig, 1, window));
            EventTopics topics = input.readBy("one-" + round);
            rig.submit(topics, 1, List.of("--delivery", "at-least-once"));
            try (EventTopics.RecordCount labelled = topics.count(topics.labels())) {
                Window.of(rig.job(), labelled, warmUp);
                one.add(Window.of(rig.job(), labelled, window).framesPerSecond());
                held.add(heldToOneCore(rig, labelled, window));
            } finally {
                rig.job().cancel();
            }
            twoLoops.add(loops(bed, rig, 2, window));
            two.add(measure(rig, input.readBy("two-" + round), 2, warmUp, window)
                    .framesPerSecond());
            bed.say("  1 and 2 slots: " + one.get(round) + ", " + two.get(round) + "; loops: " + oneLoop.get(round)
                    + ", " + twoLoops.get(round) + "; one slot on one core: " + held.get(round));
        }
        return new Table(
                "",
                List.of("frames/s", "one", "two", "two / one"),
                List.of(
                        row("Flink job, slots; one of them free to use both cores", one, two),
                        row("Flink job, slots; one of them held to one core", held, two),
                        row("plain loop, processes", oneLoop, twoLoops)));
    }

    /** A slot's helpers (fetching, sending, the compiler) have a core of their own for as long as the other slot is idle. */
    private static double heldToOneCore(Rig rig, EventTopics.RecordCount labelled, Duration window)
            throws IOException, InterruptedException {
        long taskManager = rig.job().taskManager().pid();
        Cores.pin(taskManager, Cores.MEASURED);
        try {
            Window.of(rig.job(), labelled, window.dividedBy(3));
            return Window.of(rig.job(), labelled, window).framesPerSecond();
        } finally {
            Cores.unpin(taskManager);
        }
    }

    private static List<String> row(String who, List<Double> one, List<Double> two) {
        return List.of(
                who,
                Spread.of(one).text(1),
                Spread.of(two).text(1),
                Spread.ofRatios(two, one).text(2));
    }

    private static Window measure(Rig rig, EventTopics topics, int parallelism, Duration warmUp, Duration window)
            throws IOException, InterruptedException {
        rig.submit(topics, parallelism, List.of("--delivery", "at-least-once"));
        try (EventTopics.RecordCount labelled = topics.count(topics.labels())) {
            Window.of(rig.job(), labelled, warmUp);
            return Window.of(rig.job(), labelled, window);
        } finally {
            rig.job().cancel();
        }
    }

    /** @return frames a second of so many loops together */
    private static double loops(Bed bed, Rig rig, int count, Duration window) throws IOException, InterruptedException {
        List<ChildJvm> loops = new ArrayList<>();
        List<SharedCount> counts = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                Path counted = rig.folder().resolve("loop-" + i + ".count");
                loops.add(rig.start(
                        "plain loop",
                        BareLoop.class,
                        List.of(bed.project().toString(), rig.model().toString(), SIZE.name(), counted.toString())));
                counts.add(SharedCount.open(counted));
            }
            LongSupplier looped =
                    () -> counts.stream().mapToLong(SharedCount::getAsLong).sum();
            // The first is the warm-up.
            Window.of(loops.get(0), looped, window.dividedBy(3));
            return Window.of(loops.get(0), looped, window).framesPerSecond();
        } finally {
            loops.forEach(ChildJvm::close);
        }
    }
}
