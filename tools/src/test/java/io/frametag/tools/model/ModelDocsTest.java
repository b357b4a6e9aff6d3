package io.frametag.tools.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.model.Classifier;
import io.frametag.model.GraphFacts;
import io.frametag.model.ModelBundle;
import io.frametag.tools.model.int8.Quantise;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** docs/models.md says what the commands say. */
class ModelDocsTest {
    private static final Path PAGE = Path.of("../docs/models.md");

    @Test
    void theTablesHaveEveryOptionAndNoOther() throws Exception {
        List<String> expected = Stream.of(new Check(), new Quantise(), new Pack(), new Fetch())
                .flatMap(command -> new CommandLine(command).getCommandSpec().options().stream())
                .map(ModelDocsTest::row)
                .toList();
        List<String> documented = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `--"))
                .toList();
        assertThat(documented).containsExactlyElementsOf(expected);
    }

    @Test
    void whatInspectPrintsOfTheBundledModelIsOnThePage() throws Exception {
        ModelBundle bundle = ModelBundle.bundled();
        try (Classifier classifier = Classifier.open(bundle)) {
            assertThat(Files.readString(PAGE))
                    .contains("```\n" + InspectText.of(bundle, GraphFacts.of(bundle), classifier.output()) + "```\n");
        }
    }

    private static String row(OptionSpec option) {
        boolean flag = option.arity().max() == 0;
        String name = option.longestName() + (flag ? "" : " " + option.paramLabel());
        String shownDefault = option.defaultValue() == null || flag ? "" : "`" + option.defaultValue() + "`";
        return "| `" + name + "` | " + shownDefault + " | " + String.join(" ", option.description()) + " |";
    }
}
