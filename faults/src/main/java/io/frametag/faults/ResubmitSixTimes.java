package io.frametag.faults;

import io.frametag.standalone.JvmProcess;
import java.util.ArrayList;
import java.util.List;

/**
 * The job is cancelled and submitted again from its last checkpoint, six times on the same TaskManagers: native libraries
 * must stay mapped once, and what a job had in metaspace must go with it.
 */
final class ResubmitSixTimes implements Fault {
    private static final int TIMES = 6;
    /** A class loader that stays behind holds some 17 MB. */
    private static final double MOST_GROWTH_KB = 4_000;

    @Override
    public String name() {
        return "resubmit";
    }

    @Override
    public String title() {
        return "cancel and resubmit from the last checkpoint, six times";
    }

    @Override
    public Conditions conditions() {
        // No spare: each submission must come to the same processes.
        return Conditions.USUAL
                .withTaskManagers(2)
                // What only caches hold is not held: the JVM drops it when metaspace runs short. Here, at once.
                .withFlink("env.java.opts.taskmanager", "-XX:SoftRefLRUPolicyMSPerMB=0");
    }

    @Override
    public void strike(Testbed testbed) throws Exception {
        List<Footprint> footprints = new ArrayList<>();
        for (int time = 0; time < TIMES; time++) {
            testbed.job().cancel(Testbed.PATIENCE);
            String checkpoint = testbed.job().checkpoints().latestPath();
            testbed.submit(submission -> submission.from(checkpoint));
            // The next resubmission begins there.
            testbed.awaitNextCheckpoint();
            footprints.add(Footprint.largest(testbed.cluster().taskManagers().values().stream()
                    .map(JvmProcess::pid)
                    .toList()));
        }
        judge(testbed, footprints.get(0), footprints.get(TIMES - 1));
    }

    private static void judge(Testbed testbed, Footprint first, Footprint last) {
        String told = "native libraries mapped " + first.nativeLibraries() + " after the first, "
                + last.nativeLibraries() + " after the sixth; metaspace " + first.metaspaceKilobytes() / 1000
                + " MB and "
                + last.metaspaceKilobytes() / 1000 + " MB";
        testbed.note(told);
        if (last.nativeLibraries() > first.nativeLibraries()
                || last.metaspaceKilobytes() > first.metaspaceKilobytes() + MOST_GROWTH_KB) {
            throw new FaultFailure("Not flat: " + told + ".");
        }
    }
}
