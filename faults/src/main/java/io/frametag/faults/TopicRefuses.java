package io.frametag.faults;

import io.frametag.standalone.Await;
import io.frametag.standalone.JvmProcess;
import java.io.IOException;

/**
 * The labels topic's {@code max.message.bytes} is lowered below a label's size while the job runs, and raised again. The
 * job must fail and restart; a TaskManager that ends over it would be one fewer for everybody on the cluster.
 */
final class TopicRefuses implements Fault {
    private static final String LIMIT = "max.message.bytes";
    private static final String TOO_LITTLE = "200";
    private static final int FAILURES = 2;

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
        Await.until("the job fails on the refusal", Testbed.PATIENCE, () -> {
            try {
                return testbed.job().failures().size() >= FAILURES;
            } catch (IOException notNow) {
                return false;
            }
        });
        testbed.topics().unset(Topics.LABELS, LIMIT);
        testbed.job().awaitRunning(Testbed.PATIENCE);
        if (!testbed.cluster().taskManagers().values().stream().allMatch(JvmProcess::isAlive)) {
            throw new FaultFailure("A refused record has ended a TaskManager.");
        }
    }
}
