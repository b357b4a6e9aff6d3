package io.frametag.tools.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Columns as wide as their widest cell: the first two to the left, the counts to the right. */
final class TextTable {
    private static final int TEXT_COLUMNS = 2;

    private final List<String[]> rows = new ArrayList<>();

    TextTable(String... header) {
        rows.add(header);
    }

    TextTable row(String first, String second, Report.Counts counts) {
        rows.add(new String[] {
            first,
            second,
            number(counts.inputs()),
            number(counts.labelled()),
            number(counts.deadLettered()),
            number(counts.doubled()),
            number(counts.missing())
        });
        return this;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.length; column++) {
                int width = width(column);
                if (width > 0) {
                    String alignment = column < TEXT_COLUMNS ? "-" : "";
                    line.append(String.format(Locale.ROOT, "%" + alignment + width + "s  ", row[column]));
                }
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row[column].length()).max().orElse(0);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
