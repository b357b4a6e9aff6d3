package io.frametag.faults;

import java.util.concurrent.TimeUnit;

/** The only broker is gone for a few seconds. */
final class KillBroker implements Fault {
    private static final int LEAST_MILLIS = 1_000;
    private static final int RANDOM_MILLIS = 2_000;

    @Override
    public String name() {
        return "kill-broker";
    }

    @Override
    public String title() {
        return "`kill -9` of the broker, started again after 1 to 3 s";
    }

    @Override
    public void strike(Testbed testbed) throws Exception {
        testbed.broker().process().kill();
        TimeUnit.MILLISECONDS.sleep(LEAST_MILLIS + testbed.random().nextInt(RANDOM_MILLIS));
        testbed.broker().start();
    }
}
