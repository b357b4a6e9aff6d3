package io.frametag.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Results as one Markdown document.
 *
 * @param head Markdown between the title and the first section
 * @param charts where the pictures are, as a prefix of their links: {@code performance/}, or empty
 * @param reports in the order of their sections
 */
public record MarkdownReport(String head, String charts, List<ReportFile> reports) {
    public String text() {
        StringBuilder text = new StringBuilder("# Performance\n\n").append(head).append('\n');
        boolean oneMachine = same(Environment::machine);
        boolean oneSetOfVersions = same(Environment::versions);
        if (!reports.isEmpty()) {
            Environment first = reports.get(0).environment();
            text.append(oneMachine ? "\nMachine: " + first.machine() + ".\n" : "");
            text.append(oneSetOfVersions ? "\nVersions: " + first.versions() + ".\n" : "");
            contents(text);
        }
        for (ReportFile report : reports) {
            section(text, report.section());
            Environment environment = report.environment();
            text.append("\nMeasured on ")
                    .append(environment.date())
                    .append(" at commit ")
                    .append(environment.commit())
                    .append(oneMachine ? "" : " on " + environment.machine())
                    .append(oneSetOfVersions ? "" : " with " + environment.versions())
                    .append(", by\n\n```sh\n")
                    .append(report.section().command())
                    .append("\n```\n");
        }
        return text.toString();
    }

    private boolean same(Function<Environment, String> part) {
        return reports.stream()
                        .map(ReportFile::environment)
                        .map(part)
                        .distinct()
                        .count()
                <= 1;
    }

    private void contents(StringBuilder text) {
        text.append("\n| section | measured on | commit |\n| --- | --- | --- |\n");
        for (ReportFile report : reports) {
            String title = report.section().title();
            text.append("| [" + title + "](#" + anchor(title) + ") | ")
                    .append(report.environment().date() + " | "
                            + report.environment().commit() + " |\n");
        }
    }

    /** As GitHub and GitLab make them of headings. */
    private static String anchor(String title) {
        return title.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private void section(StringBuilder text, Section section) {
        text.append("\n## ").append(section.title()).append('\n');
        paragraph(text, section.lead());
        for (Table table : section.tables()) {
            paragraph(text, table.caption());
            text.append('\n');
            row(text, table.columns());
            row(text, table.columns().stream().map(column -> "---").toList());
            table.rows().forEach(row -> row(text, row));
        }
        for (Chart chart : section.charts()) {
            text.append("\n![" + chart.title() + "](" + charts + SvgChart.fileName(chart) + ")\n");
        }
        section.notes().forEach(note -> paragraph(text, note));
    }

    private static void paragraph(StringBuilder text, String paragraph) {
        if (!paragraph.isBlank()) {
            text.append('\n').append(paragraph).append('\n');
        }
    }

    private static void row(StringBuilder text, List<String> cells) {
        text.append('|');
        for (String cell : cells) {
            text.append(cell.isEmpty() ? " " : " " + cell.replace("|", "\\|") + " ")
                    .append('|');
        }
        text.append('\n');
    }
}
