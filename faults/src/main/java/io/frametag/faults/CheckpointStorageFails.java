package io.frametag.faults;

import io.frametag.standalone.Await;
import io.frametag.standalone.ClusterJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The checkpoint folder is moved away and a file stands in its place, until a checkpoint has failed on it. */
final class CheckpointStorageFails implements Fault {
    private static final int FAILURES = 2;

    @Override
    public String name() {
        return "checkpoint-storage";
    }

    @Override
    public String title() {
        return "checkpoint folder replaced by a file, then put back";
    }

    @Override
    public void strike(Testbed testbed) throws Exception {
        Path folder = testbed.cluster().settings().checkpoints();
        Path away = folder.resolveSibling("checkpoints-away");
        long failedBefore = troubles(testbed.job());
        Files.move(folder, away);
        Files.writeString(folder, "not a folder");
        Await.until(FAILURES + " checkpoints fail", Testbed.PATIENCE, () -> {
            try {
                return troubles(testbed.job()) >= failedBefore + FAILURES;
            } catch (IOException notNow) {
                return false;
            }
        });
        Files.delete(folder);
        Files.move(away, folder);
    }

    private static long troubles(ClusterJob job) throws IOException {
        return job.checkpoints().failed() + job.failures().size();
    }
}
