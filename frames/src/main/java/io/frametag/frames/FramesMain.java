package io.frametag.frames;

import io.frametag.tools.Frametag;

/** {@code deploy/frametag frames}, {@code watch} and {@code quality}: the root command with these. */
public final class FramesMain {
    private FramesMain() {}

    public static void main(String[] args) {
        System.exit(Frametag.commandLine()
                .addSubcommand(new Frames())
                .addSubcommand(new Watch())
                .addSubcommand(new Quality())
                .execute(args));
    }
}
