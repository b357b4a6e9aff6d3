package io.frametag;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.config.OptionsHelp;
import io.frametag.config.PartitionTemplate;
import io.frametag.metrics.MetricNames;
import io.frametag.pipeline.RejectReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tables in docs/ are the code's, row by row. */
class DocsTest {
    private static final Path DOCS = Path.of("../docs");

    /** The rows between the table's rule and the next empty line. */
    private static List<String> table(String file, String heading) throws Exception {
        List<String> lines = Files.readAllLines(DOCS.resolve(file));
        int rule = lines.indexOf(heading) + 1;
        assertThat(rule).as("%s has a table headed %s", file, heading).isPositive();
        return lines.subList(rule + 1, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    /** Relative links of Markdown files: to files and folders that are there. */
    @Test
    void everyLinkLeadsSomewhere() throws Exception {
        Pattern link = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)(#[^)]*)?\\)");
        List<Path> pages = new ArrayList<>(List.of(Path.of("../README.md"), Path.of("../SECURITY.md")));
        try (Stream<Path> docs = Files.list(DOCS)) {
            docs.filter(page -> page.toString().endsWith(".md")).forEach(pages::add);
        }
        int links = 0;
        for (Path page : pages) {
            Matcher matcher = link.matcher(Files.readString(page));
            while (matcher.find()) {
                links++;
                assertThat(page.resolveSibling(matcher.group(1)))
                        .as("link in %s", page)
                        .exists();
            }
        }
        assertThat(links).isGreaterThan(5);
    }

    @Test
    void theOptionsAreThoseOfTheCode() throws Exception {
        assertThat(table("options.md", "| option | default | meaning |")).isEqualTo(OptionsHelp.tableRows());
    }

    @Test
    void theMetricsAreThoseOfTheCode() throws Exception {
        assertThat(table("metrics.md", "| metric | kind | operator | meaning |"))
                .isEqualTo(MetricNames.descriptions().entrySet().stream()
                        .map(metric -> "| `" + metric.getKey() + "` | " + metric.getValue() + " |")
                        .toList());
    }

    @Test
    void theFieldsOfPartitionsAreThoseOfTheCode() throws Exception {
        assertThat(table("batch.md", "| field | is |"))
                .isEqualTo(Arrays.stream(PartitionTemplate.Field.values())
                        .map(field -> "| `" + field + "` | " + field.meaning() + " |")
                        .toList());
    }

    @Test
    void theReasonsAreThoseOfTheCode() throws Exception {
        assertThat(table("failures.md", "| reason | the record |"))
                .isEqualTo(Arrays.stream(RejectReason.values())
                        .map(reason -> "| `" + reason + "` | " + reason.meaning() + " |")
                        .toList());
    }
}
