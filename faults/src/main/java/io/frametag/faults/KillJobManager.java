package io.frametag.faults;

/** The JobManager is gone and started again, as whatever supervises it would do. */
final class KillJobManager implements Fault {
    @Override
    public String name() {
        return "kill-jobmanager";
    }

    @Override
    public String title() {
        return "`kill -9` of the JobManager, started again; ZooKeeper";
    }

    @Override
    public Conditions conditions() {
        return Conditions.USUAL.withHighAvailability();
    }

    @Override
    public void strike(Testbed testbed) throws Exception {
        testbed.cluster().jobManager().kill();
        testbed.cluster().startJobManager();
    }
}
