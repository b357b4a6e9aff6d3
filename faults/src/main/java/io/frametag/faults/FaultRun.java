package io.frametag.faults;

import io.frametag.config.Delivery;
import io.frametag.standalone.Await;
import io.frametag.tools.kafka.ScanProgress;
import io.frametag.tools.verify.Report;
import io.frametag.tools.verify.Verification;
import io.frametag.tools.verify.VerificationRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** One fault, in one mode, on a cluster of its own: load, fault, recovery, drain, verification. */
final class FaultRun {
    /** Load before the fault: a part that is measured as usual, and a random part. */
    private static final Duration STEADY = Duration.ofSeconds(5);

    private static final int RANDOM_MILLIS = 3_000;
    private static final Duration AFTER_RECOVERY = Duration.ofSeconds(3);
    private static final int DRAWS = 50;
    /** Without an answer for so long, inputs that have none will not get any. */
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private final Fault fault;
    private final Delivery delivery;
    private final long seed;
    private final Random random;
    private final Path folder;

    FaultRun(Fault fault, Delivery delivery, long seed, Path folder) {
        this.fault = fault;
        this.delivery = delivery;
        this.seed = seed;
        this.random = new Random(seed);
        this.folder = folder.resolve(fault.name() + "-" + delivery);
    }

    /** @throws FaultFailure if there is no result, with the folder to look into */
    FaultResult run(Path project, Build build) throws InterruptedException {
        try (Testbed testbed = Testbed.start(project, folder, build, fault.conditions(), delivery, random);
                Downstream downstream = new Downstream(testbed.broker().bootstrapServers());
                Load load = new Load(testbed.broker().bootstrapServers(), new SampleFrames(project))) {
            downstream.start();
            load.start();
            return underLoad(testbed, load, downstream);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new FaultFailure(
                    fault.name() + ", " + delivery + ", seed " + seed + ": " + e.getMessage() + " The logs are in "
                            + folder.resolve("log") + ".",
                    e);
        }
    }

    private FaultResult underLoad(Testbed testbed, Load load, Downstream downstream) throws Exception {
        awaitCheckpointsAndLabels(testbed, downstream);
        long steady = System.nanoTime();
        pause(STEADY);
        int open = awaitTheMoment(testbed);
        long struck = System.nanoTime();
        fault.strike(testbed);
        testbed.job().awaitRunning(Testbed.PATIENCE);
        testbed.awaitNextCheckpoint();
        pause(AFTER_RECOVERY);
        long stopped = System.nanoTime();
        drain(load.stop(), downstream);

        Duration outage = downstream.arrivals().longestGap(struck, stopped);
        Duration usual = downstream.arrivals().longestGap(steady, struck);
        int restarts = testbed.job().failures().size();
        testbed.job().cancel(Testbed.PATIENCE);
        Report report = verify(testbed);
        fault.judge(testbed, report);
        return new FaultResult(
                fault.name(),
                fault.title(),
                delivery.toString(),
                seed,
                open,
                outage,
                usual,
                restarts,
                report,
                downstream.order().streams(),
                downstream.order().outOfOrder(report.total().shed()),
                downstream.order().firstOutOfOrder(),
                acceptable(report, downstream),
                testbed.notes(),
                folder.resolve("log").toString());
    }

    private boolean acceptable(Report report, Downstream downstream) {
        boolean exactlyOnce = delivery == Delivery.EXACTLY_ONCE;
        boolean sound = report.strays().count() == 0 && report.unreadable().count() == 0;
        boolean nothingLost = report.total().missing() == 0 || fault.mayLose(exactlyOnce);
        boolean nothingDoubled = !exactlyOnce || report.total().doubled() == 0;
        boolean inOrder = !exactlyOnce
                || downstream.order().outOfOrder(report.total().shed()) == 0
                || report.total().missing() > 0;
        return sound
                && nothingLost
                && nothingDoubled
                && inOrder
                && report.total().inputs() > 0;
    }

    private static void awaitCheckpointsAndLabels(Testbed testbed, Downstream downstream) throws InterruptedException {
        Await.until("labels come and checkpoints complete", Testbed.PATIENCE, () -> {
            try {
                return downstream.answered() > 0 && testbed.job().checkpoints().completed() > 1;
            } catch (IOException notNow) {
                return false;
            }
        });
    }

    /** @return how many of the job's transactions are open now; under exactly-once, at least one */
    private int awaitTheMoment(Testbed testbed) throws InterruptedException {
        for (int draw = 0; draw < DRAWS; draw++) {
            pause(Duration.ofMillis(draw == 0 ? random.nextInt(RANDOM_MILLIS) : random.nextInt(RANDOM_MILLIS / 10)));
            int open = testbed.topics().openTransactions().size();
            if (delivery == Delivery.AT_LEAST_ONCE || open > 0) {
                return open;
            }
        }
        throw new FaultFailure("No transaction was open at any of " + DRAWS + " times.");
    }

    /** Waits until each input is answered, or nothing has been answered for a while. */
    private static void drain(long inputs, Downstream downstream) throws InterruptedException {
        long before = -1;
        while (downstream.answered() < inputs && downstream.answered() != before) {
            before = downstream.answered();
            long then = before;
            Await.holds(SILENCE, () -> downstream.answered() >= inputs || downstream.answered() != then);
        }
    }

    private static Report verify(Testbed testbed) throws Exception {
        return Verification.run(
                VerificationRequest.everything(testbed.broker().bootstrapServers())
                        .ofTopics(Topics.INPUT, Topics.LABELS, Topics.DEAD_LETTERS)
                        .withShedTopic(Topics.SHED)
                        .ofRun(Testbed.RUN_ID)
                        .duplicatesAllowed(!testbed.exactlyOnce()),
                ScanProgress.NONE);
    }

    private static void pause(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }

    /** Every fault of the suite, in the order of the table; new ones each time, since an object serves one run. */
    static List<Fault> all() {
        return List.of(
                new KillTaskManager(),
                new KillUnderDeadline(),
                new KillBroker(),
                new KillJobManager(),
                new Rescale(),
                new ResubmitSixTimes(),
                new CheckpointStorageFails(),
                new ModelVanishes(),
                new TopicRefuses(),
                new OutlastTransaction());
    }
}
