package io.frametag.faults;

import io.frametag.standalone.Await;
import io.frametag.standalone.JvmProcess;
import java.io.IOException;
import java.util.List;

/** A machine is gone; a spare one is there. */
final class KillTaskManager implements Fault {
    @Override
    public String name() {
        return "kill-taskmanager";
    }

    @Override
    public String title() {
        return "`kill -9` of a TaskManager, one spare";
    }

    @Override
    public void strike(Testbed testbed) throws Exception {
        int before = testbed.job().failures().size();
        victim(testbed).kill();
        // Until then the job looks as if it ran.
        Await.until("the job has noticed", Testbed.PATIENCE, () -> {
            try {
                return testbed.job().failures().size() > before;
            } catch (IOException notNow) {
                return false;
            }
        });
    }

    /** @return one of those that tasks run on */
    static JvmProcess victim(Testbed testbed) throws Exception {
        List<String> busy = List.copyOf(testbed.job().taskManagers());
        String name = busy.get(testbed.random().nextInt(busy.size()));
        return testbed.cluster().taskManagers().get(name);
    }
}
