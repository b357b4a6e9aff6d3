package io.frametag.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Columns as wide as their widest cell: text to the left, counts behind it to the right. Columns without text vanish. */
public final class TextTable {
    /** A label or a file's name may have what moves a terminal's cursor or colours it. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}]");

    private final int textColumns;
    private final List<String[]> rows = new ArrayList<>();

    /** @param textColumns how many of the columns, from the left, are no counts */
    public TextTable(int textColumns, String... header) {
        this.textColumns = textColumns;
        rows.add(header);
    }

    /** @param text a cell for each text column */
    public TextTable row(List<String> text, long... counts) {
        String[] cells = new String[text.size() + counts.length];
        for (int i = 0; i < text.size(); i++) {
            cells[i] = UNPRINTABLE.matcher(text.get(i)).replaceAll(" ");
        }
        for (int i = 0; i < counts.length; i++) {
            cells[text.size() + i] = String.format(Locale.ROOT, "%,d", counts[i]);
        }
        rows.add(cells);
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
                    String alignment = column < textColumns ? "-" : "";
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
}
