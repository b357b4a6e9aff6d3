package io.frametag.faults;

import io.frametag.config.Delivery;
import io.frametag.tools.CommandFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** A table of the suite that a document has, to take in faults that were run by themselves. */
final class RecordedTable {
    private static final List<String> ROWS = beginnings((fault, mode) -> "| " + fault.title() + " | " + mode + " |");
    private static final List<String> NOTES = beginnings((fault, mode) -> "- " + fault.name() + ", " + mode + ":");

    private final List<String> rows;
    private final List<String> provenance;
    private final List<String> notes;

    private RecordedTable(List<String> rows, List<String> provenance, List<String> notes) {
        this.rows = rows;
        this.provenance = provenance;
        this.notes = notes;
    }

    /**
     * @param markdown as {@link ResultTable#markdown} and {@link #with} make it
     * @throws CommandFailure if it is anything else
     */
    static RecordedTable parse(String markdown) {
        if (!markdown.startsWith(ResultTable.HEAD)) {
            throw CommandFailure.wrongUse("--only and --delivery put rows into a table of the whole suite, and there is"
                    + " none as this build makes it: leave them out.");
        }
        List<String> rows = new ArrayList<>();
        List<String> provenance = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        markdown.substring(ResultTable.HEAD.length())
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> (line.startsWith("| ") ? rows : line.startsWith("- ") ? notes : provenance).add(line));
        return new RecordedTable(rows, provenance, notes);
    }

    /**
     * @return the table with these rows and notes in the place of those of the same fault and mode, or added where the
     *     suite's order has them; a note says what each was measured with
     */
    String with(List<FaultResult> results, long seed, String machine) {
        List<String> allRows = new ArrayList<>(rows);
        List<String> allNotes = new ArrayList<>(notes);
        for (FaultResult result : results) {
            allRows.removeIf(row -> row.startsWith("| " + result.title() + " | " + result.delivery() + " |"));
            allNotes.removeIf(note -> note.startsWith(ResultTable.noteOf(result, "")));
        }
        for (FaultResult result : results) {
            allRows.add(ResultTable.row(result));
            allNotes.addAll(ResultTable.notes(result));
            allNotes.add(ResultTable.noteOf(result, "run by itself with seed " + seed + "; " + machine + "."));
        }
        allRows.sort(inOrderOf(ROWS));
        allNotes.sort(inOrderOf(NOTES));
        StringBuilder table = new StringBuilder(ResultTable.HEAD);
        Stream.of(allRows, List.of(""), provenance, allNotes)
                .flatMap(List::stream)
                .forEach(line -> table.append(line).append('\n'));
        return table.toString();
    }

    private static List<String> beginnings(BiFunction<Fault, Delivery, String> beginning) {
        return FaultRun.all().stream()
                .flatMap(fault -> Stream.of(Delivery.values()).map(mode -> beginning.apply(fault, mode)))
                .toList();
    }

    /** What begins with none of them comes last. */
    private static Comparator<String> inOrderOf(List<String> beginnings) {
        return Comparator.comparingInt(line -> (int)
                beginnings.stream().takeWhile(each -> !line.startsWith(each)).count());
    }
}
