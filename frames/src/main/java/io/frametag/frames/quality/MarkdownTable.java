package io.frametag.frames.quality;

import java.util.ArrayList;
import java.util.List;

/** A Markdown table that is read as well as it is: the first column to the left, all others to the right. */
final class MarkdownTable {
    private final List<List<String>> rows = new ArrayList<>();

    MarkdownTable(String... header) {
        rows.add(List.of(header));
    }

    /** @param cells as many as the header has */
    MarkdownTable row(String... cells) {
        if (cells.length != rows.get(0).size()) {
            throw new IllegalArgumentException("A row of " + cells.length + " cells below " + rows.get(0));
        }
        rows.add(List.of(cells));
        return this;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows.size(); row++) {
            List<String> cells = new ArrayList<>();
            List<String> rule = new ArrayList<>();
            for (int column = 0; column < rows.get(row).size(); column++) {
                String cell = rows.get(row).get(column);
                String filling = " ".repeat(width(column) - cell.length());
                cells.add(column == 0 ? cell + filling : filling + cell);
                rule.add("-".repeat(width(column) - 1) + (column == 0 ? "-" : ":"));
            }
            text.append(line(cells)).append(row == 0 ? line(rule) : "");
        }
        return text.toString();
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
