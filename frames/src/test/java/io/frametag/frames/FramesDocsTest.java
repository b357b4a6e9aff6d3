package io.frametag.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The table of options in docs/frames.md says what the command says. */
class FramesDocsTest {
    @Test
    void theTableHasEveryOptionAndNoOther() throws Exception {
        List<String> expected = new CommandLine(new Frames())
                .getCommandSpec().options().stream().map(FramesDocsTest::row).toList();
        List<String> documented = Files.readAllLines(Path.of("../docs/frames.md")).stream()
                .filter(line -> line.startsWith("| `--"))
                .toList();
        assertThat(documented).containsExactlyElementsOf(expected);
    }

    private static String row(OptionSpec option) {
        boolean flag = option.arity().max() == 0;
        String name = option.longestName() + (flag ? "" : " " + option.paramLabel());
        String shownDefault = option.defaultValue() == null || flag ? "" : "`" + option.defaultValue() + "`";
        return "| `" + name + "` | " + shownDefault + " | " + String.join(" ", option.description()) + " |";
    }
}
