package io.frametag.tools.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.frametag.tools.kafka.OffsetRange;
import io.frametag.tools.verify.Outcome.Kind;
import io.frametag.tools.verify.OutcomeBook.InputRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The two passes without Kafka: outcomes into the book, then inputs past it. */
class InputAuditTest {
    private static final InputPartition INPUT = new InputPartition("in", 0);
    private static final OffsetRange RANGE = new OffsetRange(10, 20);
    private final Examples<Report.Input> missing = new Examples<>(3);
    private static final byte[] KEY = "camera".getBytes(UTF_8);
    private final ShedByStream shed = new ShedByStream();
    private final Examples<Report.Doubled> doubled = new Examples<>(3);

    @Test
    void everyInputFallsIntoOneColumn() throws Exception {
        OutcomeBook book = book(Optional.empty());
        outcome(book, Kind.LABEL, 10, "a");
        outcome(book, Kind.DEAD_LETTER, 11, "a");
        outcome(book, Kind.LABEL, 12, "a");
        outcome(book, Kind.DEAD_LETTER, 12, "a");
        assertThat(audit(book, 10, 11, 12, 13).counts()).isEqualTo(new Report.Counts(4, 1, 1, 0, 1, 1));
        assertThat(missing.listing().first()).containsExactly(new Report.Input("in", 0, 13));
        assertThat(doubled.listing().first()).containsExactly(new Report.Doubled("in", 0, 12, "a"));
    }

    @Test
    void aShedInputIsAnsweredAndCountsForItsStream() throws Exception {
        OutcomeBook book = book(Optional.empty());
        outcome(book, Kind.SHED, 10, "a");
        outcome(book, Kind.SHED, 11, "a");
        outcome(book, Kind.SHED, 13, "a");
        outcome(book, Kind.SHED, 14, "a");
        outcome(book, Kind.LABEL, 14, "a");
        outcome(book, Kind.SHED, 15, "a");
        outcome(book, Kind.LABEL, 15, "b");
        assertThat(audit(book, 10, 11, 13, 14, 15).counts()).isEqualTo(new Report.Counts(5, 1, 0, 3, 1, 0));
        assertThat(shed.worst())
                .isEqualTo(new Report.Shed(
                        2, List.of(new Report.ShedStream("camera", 2), new Report.ShedStream(null, 1)), 0));
        assertThat(doubled.listing().first()).containsExactly(new Report.Doubled("in", 0, 14, "a"));
    }

    @Test
    void aShedInputThatIsNoneIsAStray() throws Exception {
        OutcomeBook book = book(Optional.empty());
        outcome(book, Kind.SHED, 12, "a");
        assertThat(audit(book, 11, 13).counts()).isEqualTo(new Report.Counts(2, 0, 0, 0, 0, 2));
        assertThat(book.strays().listing().first()).containsExactly(new Report.Stray("in", 0, 12, "a"));
    }

    @Test
    void theStreamsThatLostMostAreNamedAndTheOthersAddedUp() {
        for (int stream = 0; stream < 25; stream++) {
            for (int i = 0; i <= stream; i++) {
                shed.add(("camera-" + stream).getBytes(UTF_8));
            }
        }
        Report.Shed worst = shed.worst();
        assertThat(worst.streams()).isEqualTo(25);
        assertThat(worst.worst()).hasSize(20);
        assertThat(worst.worst().get(0)).isEqualTo(new Report.ShedStream("camera-24", 25));
        assertThat(worst.others()).isEqualTo(1 + 2 + 3 + 4 + 5);
    }

    @Test
    void anotherRunIsNotDoublingAndEachRunHasItsOwnCount() throws Exception {
        OutcomeBook book = book(Optional.empty());
        outcome(book, Kind.LABEL, 10, "a");
        outcome(book, Kind.LABEL, 11, "a");
        outcome(book, Kind.DEAD_LETTER, 10, "b");
        assertThat(audit(book, 10, 11).counts()).isEqualTo(new Report.Counts(2, 2, 0, 0, 0, 0));
        assertThat(book.runs())
                .extracting(RunOutcomes::runId, run -> run.tally().among(2))
                .containsExactly(
                        tuple("a", new Report.Counts(2, 2, 0, 0, 0, 0)),
                        tuple("b", new Report.Counts(2, 0, 1, 0, 0, 1)));
    }

    @Test
    void withOneRunAskedForOthersDoNotAnswer() throws Exception {
        OutcomeBook book = book(Optional.of("b"));
        outcome(book, Kind.LABEL, 10, "a");
        assertThat(audit(book, 10).counts()).isEqualTo(new Report.Counts(1, 0, 0, 0, 0, 1));
        assertThat(book.otherRuns()).containsExactly("a");
    }

    @Test
    void anOutcomeInAHoleIsAStrayWhereverTheHoleIs() throws Exception {
        OutcomeBook book = book(Optional.empty());
        for (long offset = 10; offset < 20; offset++) {
            outcome(book, Kind.LABEL, offset, "a");
        }
        assertThat(audit(book, 11, 12, 15).counts()).isEqualTo(new Report.Counts(3, 3, 0, 0, 0, 0));
        assertThat(book.strays().listing().count()).isEqualTo(7);
        assertThat(book.strays().listing().first())
                .extracting(Report.Stray::offset)
                .containsExactly(10L, 13L, 14L);
    }

    @Test
    void coordinatesAloneTellTheImpossibleFromTheUnasked() throws Exception {
        OutcomeBook book = book(Optional.empty());
        outcome(book, Kind.LABEL, 9, "before the range");
        outcome(book, Kind.LABEL, 25, "after the range");
        outcome(book, Kind.LABEL, 30, "never written");
        outcome(book, Kind.LABEL, -1, "no offset");
        book.record(new Outcome(Kind.LABEL, new InputPartition("in", 7), 0, "no such partition"));
        book.record(new Outcome(Kind.LABEL, new InputPartition("elsewhere", 0), 0, "another topic"));
        assertThat(book.outsideRange()).isEqualTo(2);
        assertThat(book.ofOtherTopics()).isEqualTo(1);
        assertThat(book.strays().listing().first())
                .extracting(Report.Stray::runId)
                .containsExactly("never written", "no offset", "no such partition");
    }

    private static OutcomeBook book(Optional<String> run) throws VerificationException {
        return new OutcomeBook(Map.of(INPUT, new InputRange(RANGE, 30)), run, 3, new MemoryBudget(1 << 20));
    }

    private static void outcome(OutcomeBook book, Kind kind, long offset, String run) throws VerificationException {
        book.record(new Outcome(kind, INPUT, offset, run));
    }

    private Report.Partition audit(OutcomeBook book, long... inputs) {
        InputAudit audit = new InputAudit(INPUT, RANGE, book, missing, doubled, shed);
        LongStream.of(inputs).forEach(offset -> audit.input(offset, offset % 2 == 0 ? null : KEY));
        return audit.end();
    }
}
