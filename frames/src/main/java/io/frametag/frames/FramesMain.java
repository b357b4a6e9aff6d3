package io.frametag.frames;

import io.frametag.tools.Frametag;

/** {@code deploy/frametag frames}: the root command with this one. */
public final class FramesMain {
    private FramesMain() {}

    public static void main(String[] args) {
        System.exit(Frametag.commandLine().addSubcommand(new Frames()).execute(args));
    }
}
