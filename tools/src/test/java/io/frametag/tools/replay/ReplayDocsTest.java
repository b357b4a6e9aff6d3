package io.frametag.tools.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.schema.ReplayHeaders;
import io.frametag.tools.replay.ReplayReport.Counts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** docs/replay.md says what the command says. */
class ReplayDocsTest {
    private static final Path PAGE = Path.of("../docs/replay.md");

    @Test
    void theTableHasEveryOptionAndNoOther() throws Exception {
        List<String> expected = new CommandLine(new Replay())
                .getCommandSpec().options().stream().map(ReplayDocsTest::row).toList();
        List<String> documented = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `--"))
                .toList();
        assertThat(documented).containsExactlyElementsOf(expected);
    }

    @Test
    void theReportThatLeavesOneOutIsLaidOutAsTheCommandsAre() throws Exception {
        Counts cut = new Counts(3, 3, 0, 1, 2);
        ReplayReport report = new ReplayReport(
                "image-events",
                "image-dead-letters",
                false,
                List.of(
                        new ReplayReport.Reason("NOT_AVRO", new Counts(2, 0, 0, 0, 0)),
                        new ReplayReport.Reason("TOO_MANY_BYTES", cut)),
                new Counts(5, 3, 0, 1, 2),
                1,
                List.of(new ReplayReport.LeftOut(
                        new RecordAt("image-dead-letters", 0, 4),
                        "The dead letter has lost the end of the value, and the input topic does not have"
                                + " image-events:0:17 any more.")),
                0,
                List.of(new ReplayReport.HeldBack("image-dead-letters", 1, 12, 14)));
        assertThat(Files.readString(PAGE)).contains("```\n" + ReplayText.of(report) + "```\n");
    }

    @Test
    void everyHeaderOfAReplayIsOnThePage() throws Exception {
        assertThat(Files.readString(PAGE))
                .contains("`" + ReplayHeaders.INPUT + "`")
                .contains("`" + ReplayHeaders.DEAD_LETTER + "`")
                .contains("`" + ReplayHeaders.COUNT + "`");
    }

    private static String row(OptionSpec option) {
        boolean flag = option.arity().max() == 0;
        String name = option.longestName() + (flag ? "" : " " + option.paramLabel());
        String shownDefault = option.defaultValue() == null || flag ? "" : "`" + option.defaultValue() + "`";
        return "| `" + name + "` | " + shownDefault + " | " + String.join(" ", option.description()) + " |";
    }
}
