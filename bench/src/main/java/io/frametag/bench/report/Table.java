package io.frametag.bench.report;

import java.util.List;
import java.util.Locale;

/**
 * A table as people read it.
 *
 * @param caption a sentence above it, or empty
 * @param rows each as long as {@code columns}; cells are Markdown
 */
public record Table(String caption, List<String> columns, List<List<String>> rows) {
    public Table {
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "A row has " + row.size() + " cells for " + columns.size() + " columns: " + row);
            }
        }
    }

    /** @return a number as a cell shows it */
    public static String cell(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
