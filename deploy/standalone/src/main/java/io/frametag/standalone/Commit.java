package io.frametag.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which sources something was measured with. */
public final class Commit {
    private Commit() {}

    /**
     * @param project the project's root folder
     * @return the commit's short name, with {@code -dirty} behind it if anything but the documents differs from it: the
     *     measurements themselves are written there. Or {@code unknown} where there is no Git
     */
    public static String of(Path project) throws InterruptedException {
        Optional<String> name = git(project, "describe", "--always");
        Optional<String> changed =
                git(project, "status", "--porcelain", "--untracked-files=no", "--", ".", ":(exclude)docs");
        return name.flatMap(commit -> changed.map(files -> files.isEmpty() ? commit : commit + "-dirty"))
                .orElse("unknown");
    }

    private static Optional<String> git(Path project, String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", project.toString()));
        command.addAll(List.of(arguments));
        try {
            Process git = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            return git.waitFor() == 0 ? Optional.of(said) : Optional.empty();
        } catch (IOException noGit) {
            return Optional.empty();
        }
    }
}
