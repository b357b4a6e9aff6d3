package io.frametag.faults;

import io.frametag.standalone.Await;
import io.frametag.standalone.JvmProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every TaskManager dies after a checkpoint has completed and before all of its transactions are committed, and the job
 * comes back when the broker has given those up. The moment is some milliseconds long; stopping processes in their tracks
 * makes it as long as it is needed.
 */
final class OutlastTransaction implements Fault {
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(20);
    /** Kafka looks for transactions that are too old every 10 s. */
    private static final Duration ABORTED_AFTER = TRANSACTION_TIMEOUT.plusSeconds(30);

    private static final String REFUSED = "Unable to commit transaction";

    @Override
    public String name() {
        return "outlast-transaction";
    }

    @Override
    public String title() {
        return "all TaskManagers gone with a checkpoint not yet committed, for longer than the transaction timeout";
    }

    @Override
    public Conditions conditions() {
        return Conditions.USUAL
                .withTaskManagers(2)
                .with(
                        "--transaction-timeout", TRANSACTION_TIMEOUT.toSeconds() + " s",
                        "--checkpoint-timeout", "10 s",
                        "--restart-allowance", "5 s");
    }

    @Override
    public boolean mayLose(boolean exactlyOnce) {
        return exactlyOnce;
    }

    @Override
    public void strike(Testbed testbed) throws Exception {
        List<JvmProcess> processes =
                new ArrayList<>(testbed.cluster().taskManagers().values());
        JvmProcess held = processes.get(0);
        JvmProcess late = processes.get(1);
        freezeBeforeItCommits(testbed, held, late);
        held.kill();
        late.kill();
        awaitAborted(testbed);
        testbed.cluster().startTaskManager();
        testbed.cluster().startTaskManager();
        testbed.cluster().awaitTaskManagers();
        if (testbed.exactlyOnce()) {
            testbed.job().awaitRunning(Testbed.PATIENCE);
            if (saidSo(testbed) == 0) {
                throw new FaultFailure("No commit was refused: the outage has hit no checkpoint.");
            }
            testbed.note("the job goes on; the TaskManagers' logs say '" + REFUSED + "' " + saidSo(testbed) + " times");
        }
    }

    /** @return how often the connector has logged that a commit was refused */
    private static long saidSo(Testbed testbed) throws IOException {
        long lines = 0;
        try (Stream<Path> logs = Files.list(testbed.cluster().settings().logs())) {
            for (Path log :
                    logs.filter(path -> path.toString().endsWith(".log")).toList()) {
                try (Stream<String> text = Files.lines(log)) {
                    lines += text.filter(line -> line.contains(REFUSED)).count();
                }
            }
        }
        return lines;
    }

    /** Returns when a checkpoint has completed of which {@code held} knows nothing, since it stands still. */
    private static void freezeBeforeItCommits(Testbed testbed, JvmProcess held, JvmProcess late) throws Exception {
        late.freeze();
        Await.until("a checkpoint waits for one task only", Testbed.PATIENCE, () -> {
            try {
                return testbed.job().waitsForOneTask();
            } catch (IOException notNow) {
                return false;
            }
        });
        held.freeze();
        long before = testbed.job().checkpoints().latestId();
        late.thaw();
        Await.until("the checkpoint completes", Testbed.PATIENCE, () -> {
            try {
                return testbed.job().checkpoints().latestId() > before;
            } catch (IOException notNow) {
                return false;
            }
        });
    }

    private static void awaitAborted(Testbed testbed) throws InterruptedException {
        if (!testbed.exactlyOnce()) {
            // No transaction to watch: the time is the outage itself, as long as the one under exactly-once.
            Thread.sleep(TRANSACTION_TIMEOUT.toMillis());
            return;
        }
        Await.until("the broker has aborted the job's transactions", ABORTED_AFTER, () -> {
            try {
                return testbed.topics().openTransactions().isEmpty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        });
    }
}
