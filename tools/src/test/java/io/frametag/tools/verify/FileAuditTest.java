package io.frametag.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.frametag.files.FileInputs.FileInput;
import io.frametag.tools.verify.Outcome.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The two passes without files: outcomes into the book, then inputs past it. */
class FileAuditTest {
    private final Examples<Report.Input> missing = new Examples<>(3);
    private final Examples<Report.Doubled> doubled = new Examples<>(3);

    private static FileBook book(Optional<String> run) throws VerificationException {
        return new FileBook(run, 3, new MemoryBudget(16 << 20));
    }

    private static void outcome(FileBook book, Kind kind, String file, long ordinal, String run)
            throws VerificationException {
        book.record(new Outcome(kind, new InputPartition(file, 0), ordinal, run));
    }

    /** @param inputs as {@code file@ordinal} */
    private Report.Counts audit(FileBook book, String... inputs) {
        FileAudit audit = new FileAudit(book, missing, doubled);
        for (String input : inputs) {
            int at = input.indexOf('@');
            audit.input(new FileInput(input.substring(0, at), Long.parseLong(input.substring(at + 1))));
        }
        return audit.end();
    }

    @Test
    void everyInputFallsIntoOneColumn() throws Exception {
        FileBook book = book(Optional.empty());
        outcome(book, Kind.LABEL, "file:/a.jpg", 0, "r");
        outcome(book, Kind.DEAD_LETTER, "file:/b.jpg", 0, "r");
        outcome(book, Kind.LABEL, "file:/s.tar", 0, "r");
        outcome(book, Kind.LABEL, "file:/s.tar", 0, "r");
        outcome(book, Kind.LABEL, "file:/s.tar", 2, "r");
        assertThat(audit(book, "file:/a.jpg@0", "file:/b.jpg@0", "file:/s.tar@0", "file:/s.tar@1", "file:/s.tar@2"))
                .isEqualTo(new Report.Counts(5, 2, 1, 0, 1, 1));
        assertThat(missing.listing().first()).containsExactly(new Report.Input("file:/s.tar", 0, 1));
        assertThat(doubled.listing().first()).containsExactly(new Report.Doubled("file:/s.tar", 0, 0, "r"));
        assertThat(book.strays().listing().count()).isZero();
        assertThat(book.ofOthers()).isZero();
    }

    @Test
    void anOutcomeBehindTheLastInputOfAFileIsAStray() throws Exception {
        FileBook book = book(Optional.empty());
        outcome(book, Kind.LABEL, "file:/s.tar", 0, "r");
        outcome(book, Kind.LABEL, "file:/s.tar", 1, "r");
        outcome(book, Kind.LABEL, "file:/s.tar", 1000, "r");
        outcome(book, Kind.LABEL, "file:/s.tar", -1, "r");
        outcome(book, Kind.LABEL, "file:/s.tar", Long.MAX_VALUE, "r");
        book.record(new Outcome(Kind.LABEL, new InputPartition("file:/s.tar", 1), 0, "r"));
        audit(book, "file:/s.tar@0");
        assertThat(book.strays().listing().count()).isEqualTo(5);
    }

    @Test
    void whatIsNotAmongTheFilesIsNotJudged() throws Exception {
        FileBook book = book(Optional.empty());
        outcome(book, Kind.LABEL, "file:/a.jpg", 0, "r");
        outcome(book, Kind.LABEL, "file:/elsewhere.jpg", 0, "r");
        book.record(new Outcome(Kind.LABEL, new InputPartition("image-events", 3), 17, "r"));
        assertThat(audit(book, "file:/a.jpg@0")).isEqualTo(new Report.Counts(1, 1, 0, 0, 0, 0));
        assertThat(book.ofOthers()).isEqualTo(2);
        assertThat(book.strays().listing().count()).isZero();
    }

    @Test
    void eachRunHasItsOwnCountAndAnotherRunIsNotDoubling() throws Exception {
        FileBook book = book(Optional.empty());
        outcome(book, Kind.LABEL, "file:/a.jpg", 0, "a");
        outcome(book, Kind.DEAD_LETTER, "file:/a.jpg", 0, "b");
        outcome(book, Kind.LABEL, "file:/b.jpg", 0, "b");
        assertThat(audit(book, "file:/a.jpg@0", "file:/b.jpg@0")).isEqualTo(new Report.Counts(2, 2, 0, 0, 0, 0));
        assertThat(book.runs())
                .extracting(FileRun::runId, run -> run.tally().among(2))
                .containsExactly(
                        tuple("a", new Report.Counts(2, 1, 0, 0, 0, 1)),
                        tuple("b", new Report.Counts(2, 1, 1, 0, 0, 0)));
    }

    @Test
    void withOneRunAskedForOthersDoNotAnswer() throws Exception {
        FileBook book = book(Optional.of("b"));
        outcome(book, Kind.LABEL, "file:/a.jpg", 0, "a");
        assertThat(audit(book, "file:/a.jpg@0")).isEqualTo(new Report.Counts(1, 0, 0, 0, 0, 1));
        assertThat(book.otherRuns()).containsExactly("a");
    }
}
