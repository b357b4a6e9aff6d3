package io.frametag.hostile;

import io.frametag.tools.Frametag;

/** {@code deploy/frametag hostile} and {@code deploy/frametag soak}: the root command with these two. */
public final class HostileMain {
    private static final String LOG_LEVEL = "frametag.log.level";

    private HostileMain() {}

    public static void main(String[] args) {
        if (System.getProperty(LOG_LEVEL) == null) {
            System.setProperty(LOG_LEVEL, "ERROR");
        }
        System.exit(Frametag.commandLine()
                .addSubcommand(new Hostile())
                .addSubcommand(new Soak())
                .execute(args));
    }
}
