package io.frametag.tools;

import java.nio.file.Path;

/** The photos that come with Frametag. */
public final class SampleFrames {
    /** Where Frametag is installed, as {@code deploy/frametag} says. */
    static final String HOME = "frametag.home";

    private SampleFrames() {}

    /** @throws CommandFailure if nothing says where Frametag is installed */
    public static Path folder() {
        String home = System.getProperty(HOME);
        if (home == null) {
            throw CommandFailure.wrongUse("Name a folder of images with --frames, or start this with deploy/frametag,"
                    + " which knows where the sample photos are.");
        }
        return Path.of(home, "deploy", "local", "frames");
    }
}
