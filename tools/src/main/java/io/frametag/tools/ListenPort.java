package io.frametag.tools;

import io.frametag.local.LoopbackPorts;
import java.io.IOException;
import java.util.Locale;

/** The port on loopback that somebody asks a command to listen on; 0 is a free one. */
public final class ListenPort {
    private static final int LAST = 65_535;
    private static final int FIRST_OF_EVERYBODY = 1024;

    private ListenPort() {}

    /**
     * Looks at it before anything is started.
     *
     * @param option that it was given with
     * @throws CommandFailure if it is none, or nobody can listen on it now
     */
    public static void require(int port, String option) {
        if (port < 0 || port > LAST) {
            throw CommandFailure.wrongUse(option + " must be 1 to " + LAST + ", but is " + port + ".");
        }
        if (port != 0) {
            LoopbackPorts.refusal(port).ifPresent(refusal -> {
                throw refused(port, option, refusal);
            });
        }
    }

    /**
     * @param refusal what the system said
     * @return a sentence of it
     */
    public static CommandFailure refused(int port, String option, IOException refusal) {
        String said = String.valueOf(refusal.getMessage());
        boolean forbidden = said.toLowerCase(Locale.ROOT).contains("permission denied");
        return CommandFailure.failed(
                forbidden
                        ? "You may not listen on port " + port + " here: take one from " + FIRST_OF_EVERYBODY
                                + " on, or leave out " + option + " for a free one."
                        : "Port " + port + " is in use: stop what listens there, or leave out " + option
                                + " for a free one.",
                refusal);
    }
}
