package io.frametag.bench.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.util.Set;

/** A line for each table row and for each list of numbers, so that a difference between two runs reads as one. */
final class ReadableJson extends DefaultPrettyPrinter {
    private static final long serialVersionUID = 1;
    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
    private static final Set<String> LISTS_OF_LINES = Set.of("tables", "rows", "charts", "series", "notes");

    ReadableJson() {
        super(Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER));
        indentObjectsWith(LINES);
        indentArraysWith(new Indenter() {
            @Override
            public void writeIndentation(JsonGenerator json, int level) throws IOException {
                if (ofLines(json)) {
                    LINES.writeIndentation(json, level);
                }
            }

            @Override
            public boolean isInline() {
                return false;
            }
        });
    }

    private ReadableJson(ReadableJson other) {
        super(other);
    }

    @Override
    public ReadableJson createInstance() {
        return new ReadableJson(this);
    }

    private static boolean ofLines(JsonGenerator json) {
        String name = json.getOutputContext().getParent().getCurrentName();
        return name != null && LISTS_OF_LINES.contains(name);
    }
}
