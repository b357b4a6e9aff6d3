package io.frametag.faults;

import io.frametag.standalone.Await;
import java.io.IOException;
import java.time.Duration;

/**
 * The labels topic's {@code max.message.bytes} is lowered below a label's size while the job runs, and raised again.
 *
 * <p>A refused record ends the whole TaskManager: the connector's writer throws once more when it is closed, and an
 * exception while a task is cleaned up is fatal to Flink. So TaskManagers are replaced here as a supervisor would.
 */
final class TopicRefuses implements Fault {
    private static final String LIMIT = "max.message.bytes";
    private static final String TOO_LITTLE = "200";
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private int replaced;

    @Override
    public String name() {
        return "topic-refuses";
    }

    @Override
    public String title() {
        return "labels topic refuses records (`max.message.bytes` of 200), then takes them again";
    }

    @Override
    public void strike(Testbed testbed) throws Exception {
        testbed.topics().set(Topics.LABELS, LIMIT, TOO_LITTLE);
        superviseUntil(
                testbed,
                "the job fails twice on the refusal",
                () -> testbed.job().failures().size() >= 2);
        testbed.topics().unset(Topics.LABELS, LIMIT);
        superviseUntil(testbed, "the job runs again", () -> testbed.job().runs());
        testbed.note(replaced + " TaskManagers ended on the refusal and were started again");
    }

    private void superviseUntil(Testbed testbed, String what, Sign sign) throws Exception {
        long deadline = System.nanoTime() + Testbed.PATIENCE.toNanos();
        do {
            replaced += testbed.cluster().replaceTaskManagers();
            if (Await.holds(LOOK_EVERY, () -> seen(sign))) {
                return;
            }
        } while (System.nanoTime() < deadline);
        throw new FaultFailure("Not after " + Testbed.PATIENCE.toSeconds() + " s: " + what + ".");
    }

    private static boolean seen(Sign sign) {
        try {
            return sign.seen();
        } catch (IOException notNow) {
            return false;
        }
    }

    private interface Sign {
        boolean seen() throws IOException;
    }
}
