package io.frametag.bench;

import io.frametag.tools.Frametag;

/** {@code deploy/frametag bench}: the root command with the one sub-command that measures. */
public final class BenchMain {
    private static final String LOG_LEVEL = "frametag.log.level";

    private BenchMain() {}

    public static void main(String[] args) {
        if (System.getProperty(LOG_LEVEL) == null) {
            System.setProperty(LOG_LEVEL, "ERROR");
        }
        System.exit(Frametag.commandLine().addSubcommand(new Bench()).execute(args));
    }
}
