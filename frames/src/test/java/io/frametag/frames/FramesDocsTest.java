package io.frametag.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The tables of options in docs/frames.md and docs/quality.md say what the commands say. */
class FramesDocsTest {
    static List<Arguments> commands() {
        return List.of(Arguments.of("frames", new Frames()), Arguments.of("quality", new Quality()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theTableHasEveryOptionAndNoOther(String page, Object command) throws Exception {
        List<String> expected = new CommandLine(command)
                .getCommandSpec().options().stream().map(FramesDocsTest::row).toList();
        List<String> documented = Files.readAllLines(Path.of("../docs/" + page + ".md")).stream()
                .filter(line -> line.startsWith("| `--"))
                .toList();
        assertThat(documented).containsExactlyElementsOf(expected);
    }

    private static String row(OptionSpec option) {
        boolean flag = option.arity().max() == 0;
        String name = option.longestName() + (flag ? "" : " " + option.paramLabel());
        String shownDefault = option.defaultValue() == null || flag ? "" : "`" + option.defaultValue() + "`";
        String description = String.join(" ", option.description()).replace("%%", "%");
        return "| `" + name + "` | " + shownDefault + " | " + description + " |";
    }
}
