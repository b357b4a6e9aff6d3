package io.frametag.faults;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the project's folder, in which the job's jar, the Flink home and the sample frames are. */
public final class Project {
    private Project() {}

    /** @return what {@code deploy/frametag} says, or else the folder above the working directory that has it */
    public static Path folder() {
        String said = System.getProperty("frametag.home");
        if (said != null) {
            return Path.of(said);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("deploy/frametag"))) {
                return folder;
            }
        }
        throw new FaultFailure("Not within Frametag's folder: start it as deploy/frametag.");
    }
}
