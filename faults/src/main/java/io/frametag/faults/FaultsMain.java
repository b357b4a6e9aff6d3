package io.frametag.faults;

import io.frametag.tools.Frametag;

/** {@code deploy/frametag faults}: the root command with the one sub-command that needs a cluster to kill. */
public final class FaultsMain {
    private static final String LOG_LEVEL = "frametag.log.level";

    private FaultsMain() {}

    public static void main(String[] args) {
        if (System.getProperty(LOG_LEVEL) == null) {
            // Kafka's clients complain of a broker that is gone, which here it is meant to be.
            System.setProperty(LOG_LEVEL, "ERROR");
        }
        System.exit(Frametag.commandLine().addSubcommand(new Faults()).execute(args));
    }
}
