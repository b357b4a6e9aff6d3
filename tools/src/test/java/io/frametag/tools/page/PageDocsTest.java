package io.frametag.tools.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.tools.Frametag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What docs/page.md says can be typed, and its table is the command's. */
class PageDocsTest {
    private static final Path PAGE = Path.of("../docs/page.md");
    private static final String COMMAND = "deploy/frametag ";

    @Test
    void theTableHasEveryOptionAndNoOther() throws Exception {
        List<String> expected = new CommandLine(new Page())
                .getCommandSpec().options().stream().map(PageDocsTest::row).toList();
        List<String> documented = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `--"))
                .toList();
        assertThat(documented).containsExactlyElementsOf(expected);
    }

    @Test
    void eachCommandCanBeTyped() throws Exception {
        List<String> commands = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith(COMMAND))
                .map(line -> line.substring(COMMAND.length()).replaceFirst(" +#.*", ""))
                .toList();
        assertThat(commands)
                .hasSize(3)
                .allSatisfy(command -> Frametag.commandLine().parseArgs(command.split(" ")));
    }

    private static String row(OptionSpec option) {
        boolean flag = option.arity().max() == 0;
        String name = option.longestName() + (flag ? "" : " " + option.paramLabel());
        String shownDefault = option.defaultValue() == null || flag ? "" : "`" + option.defaultValue() + "`";
        return "| `" + name + "` | " + shownDefault + " | " + String.join(" ", option.description()) + " |";
    }
}
