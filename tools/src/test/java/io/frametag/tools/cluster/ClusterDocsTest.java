package io.frametag.tools.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.tools.Frametag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The commands of docs/cluster.md are ones that can be typed, and all there are. */
class ClusterDocsTest {
    private static final String COMMAND = "deploy/frametag ";

    @Test
    void eachCommandCanBeTypedAndEachIsThere() throws Exception {
        TreeSet<String> documented = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("../docs/cluster.md"))) {
            String typed = line.startsWith("$ ") ? line.substring(2) : line.strip();
            if (typed.startsWith(COMMAND)) {
                String[] words = typed.substring(COMMAND.length()).split(" ");
                CommandLine.ParseResult parsed = Frametag.commandLine().parseArgs(words);
                while (parsed.hasSubcommand()) {
                    parsed = parsed.subcommand();
                }
                documented.add(parsed.commandSpec().name());
            }
        }
        assertThat(documented)
                .containsAll(new CommandLine(new Cluster()).getSubcommands().keySet());
    }

    @Test
    void whatACommandPrintsOfAJobIsNamedAsInTheDocs() throws Exception {
        String page = Files.readString(Path.of("../docs/cluster.md"));
        SubmittedJob job = new SubmittedJob("id", Road.REST, "jar", 2, "run", List.of());
        JobText.of(job, Optional.of("path"))
                .lines()
                .forEach(line -> assertThat(page).contains("\n" + line.substring(0, 15)));
    }
}
