package io.frametag.faults;

import io.frametag.tools.Frametag;

/** {@code deploy/frametag faults}: the root command with the one sub-command that needs a cluster to kill. */
public final class FaultsMain {
    private FaultsMain() {}

    public static void main(String[] args) {
        System.exit(Frametag.commandLine().addSubcommand(new Faults()).execute(args));
    }
}
