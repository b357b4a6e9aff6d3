package io.frametag.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.config.Delivery;
import io.frametag.tools.CommandFailure;
import io.frametag.tools.verify.Report;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedTableTest {
    private static final Fault FIRST = FaultRun.all().get(0);
    private static final Fault SECOND = FaultRun.all().get(1);
    private static final Fault THIRD = FaultRun.all().get(2);
    private static final Delivery AT_LEAST_ONCE = Delivery.AT_LEAST_ONCE;
    private static final Delivery EXACTLY_ONCE = Delivery.EXACTLY_ONCE;

    private static FaultResult result(Fault fault, Delivery delivery, long inputs, String... notes) {
        Report.Counts counts = new Report.Counts(inputs, inputs, 0, 0, 0, 0);
        Report.Listing<Report.Input> nothing = new Report.Listing<>(0, List.of());
        Report report = new Report(
                List.of(Topics.INPUT),
                Topics.LABELS,
                Topics.DEAD_LETTERS,
                Topics.SHED,
                "faults",
                false,
                List.of(),
                counts,
                counts,
                new Report.Shed(0, List.of(), 0),
                List.of(),
                List.of(),
                nothing,
                new Report.Listing<>(0, List.of()),
                new Report.Listing<>(0, List.of()),
                new Report.Listing<>(0, List.of()),
                0,
                0,
                List.of());
        return new FaultResult(
                fault.name(),
                fault.title(),
                delivery.toString(),
                7,
                0,
                Duration.ofSeconds(9),
                Duration.ofSeconds(1),
                1,
                report,
                8,
                0,
                "",
                true,
                List.of(notes),
                "logs");
    }

    private static final String RECORDED = ResultTable.markdown(
            List.of(
                    result(FIRST, AT_LEAST_ONCE, 1),
                    result(FIRST, EXACTLY_ONCE, 2, "a note"),
                    result(THIRD, AT_LEAST_ONCE, 3)),
            7,
            "a machine");

    @Test
    void aRowTakesThePlaceOfItsOwnAndSaysWhereItIsFrom() {
        String table =
                RecordedTable.parse(RECORDED).with(List.of(result(FIRST, EXACTLY_ONCE, 1_234)), 8, "another machine");

        assertThat(table)
                .isEqualTo(RECORDED.replace(
                                ResultTable.row(result(FIRST, EXACTLY_ONCE, 2)),
                                ResultTable.row(result(FIRST, EXACTLY_ONCE, 1_234)))
                        .replace("a note.", "run by itself with seed 8; another machine."));
    }

    @Test
    void aFaultThatTheTableDoesNotHaveComesWhereTheSuiteHasIt() {
        String table = RecordedTable.parse(RECORDED)
                .with(
                        List.of(result(SECOND, AT_LEAST_ONCE, 4), result(SECOND, EXACTLY_ONCE, 5, "shed some")),
                        8,
                        "another machine");

        assertThat(table.lines().toList())
                .containsSubsequence(
                        ResultTable.row(result(FIRST, EXACTLY_ONCE, 2)),
                        ResultTable.row(result(SECOND, AT_LEAST_ONCE, 4)),
                        ResultTable.row(result(SECOND, EXACTLY_ONCE, 5)),
                        ResultTable.row(result(THIRD, AT_LEAST_ONCE, 3)),
                        "",
                        "Seed 7; a machine.",
                        "- " + FIRST.name() + ", exactly-once: a note.",
                        "- " + SECOND.name() + ", at-least-once: run by itself with seed 8; another machine.",
                        "- " + SECOND.name() + ", exactly-once: shed some.",
                        "- " + SECOND.name() + ", exactly-once: run by itself with seed 8; another machine.")
                .hasSize(2 + 5 + 1 + 1 + 4);
    }

    @Test
    void whatWasTakenInIsTakenInAgain() {
        List<FaultResult> later = List.of(result(SECOND, EXACTLY_ONCE, 5, "shed some"));
        String once = RecordedTable.parse(RECORDED).with(later, 8, "another machine");

        assertThat(RecordedTable.parse(once).with(later, 8, "another machine")).isEqualTo(once);
    }

    @Test
    void whatIsNoTableOfTheSuiteIsRefused() {
        assertThatThrownBy(() -> RecordedTable.parse("| fault |\n"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("leave them out");
    }
}
