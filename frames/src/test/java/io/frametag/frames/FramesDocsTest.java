package io.frametag.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.tools.Frametag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The tables of options in docs/frames.md, docs/watch.md and docs/quality.md say what the commands say, and their examples can be typed. */
class FramesDocsTest {
    private static final String COMMAND = "deploy/frametag ";

    static List<Arguments> commands() {
        return List.of(Arguments.of("frames", new Frames()), Arguments.of("quality", new Quality()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theTableHasEveryOptionAndNoOther(String page, Object command) throws Exception {
        assertThat(documented(page))
                .containsExactlyElementsOf(
                        options(command).stream().map(FramesDocsTest::row).toList());
    }

    /** Those that it has in common with {@code frames} are in the table of that. */
    @Test
    void theTableOfWatchHasItsOwnOptions() throws Exception {
        Set<String> shared = new HashSet<>();
        options(new SourceOptions()).forEach(option -> shared.add(option.longestName()));
        assertThat(shared).contains("--fps", "--speed", "--clock", "--seed");
        assertThat(documented("watch"))
                .containsExactlyElementsOf(options(new Watch()).stream()
                        .filter(option -> !shared.contains(option.longestName()))
                        .map(FramesDocsTest::row)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../docs/frames.md", "../docs/watch.md", "../README.md"})
    void whatIsShownCanBeTyped(String document) throws Exception {
        List<String> commands = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(document))) {
            if (line.startsWith(COMMAND + "watch ") || line.startsWith(COMMAND + "frames ")) {
                commands.add(line.substring(COMMAND.length()).replaceFirst(" +#.*", ""));
            }
        }
        assertThat(commands)
                .isNotEmpty()
                .allSatisfy(command -> Frametag.commandLine()
                        .addSubcommand(new Frames())
                        .addSubcommand(new Watch())
                        .parseArgs(command.split(" ")));
    }

    private static List<OptionSpec> options(Object command) {
        return new CommandLine(command).getCommandSpec().options();
    }

    private static List<String> documented(String command) throws Exception {
        return Files.readAllLines(Path.of("../docs/" + command + ".md")).stream()
                .filter(line -> line.startsWith("| `--"))
                .toList();
    }

    private static String row(OptionSpec option) {
        boolean flag = option.arity().max() == 0;
        String name = option.longestName() + (flag ? "" : " " + option.paramLabel());
        String shownDefault = option.defaultValue() == null || flag ? "" : "`" + option.defaultValue() + "`";
        String description = String.join(" ", option.description()).replace("%%", "%");
        return "| `" + name + "` | " + shownDefault + " | " + description + " |";
    }
}
