package io.frametag.faults;

import java.util.List;

/** The job is stopped with a savepoint and resumed at other parallelisms, up and down. */
final class Rescale implements Fault {
    private static final List<Integer> PARALLELISMS = List.of(3, 1);

    @Override
    public String name() {
        return "rescale";
    }

    @Override
    public String title() {
        return "stop with savepoint, resume at parallelism 3, then at 1";
    }

    @Override
    public void strike(Testbed testbed) throws Exception {
        for (int parallelism : PARALLELISMS) {
            String savepoint = testbed.job().stopWithSavepoint(Testbed.PATIENCE);
            testbed.submit(submission -> submission.atParallelism(parallelism).from(savepoint));
            testbed.awaitNextCheckpoint();
        }
    }
}
