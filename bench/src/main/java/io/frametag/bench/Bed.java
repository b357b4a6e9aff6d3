package io.frametag.bench;

import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * What an experiment may use.
 *
 * @param project the project's root folder
 * @param folder the run's own, for logs and data; an experiment makes a folder of its own name in it
 * @param effort how much time there is
 * @param progress for people, a line at a time: what is being measured now, and what came out
 */
public record Bed(Path project, Path folder, Effort effort, PrintWriter progress) {
    public void say(String line) {
        progress.println(line);
        progress.flush();
    }
}
