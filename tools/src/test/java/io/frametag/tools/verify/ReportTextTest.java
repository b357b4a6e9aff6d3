package io.frametag.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTextTest {
    private static final String IN = "image-events";
    private static final Report.Counts NO_REPLAYS = new Report.Counts(0, 0, 0, 0, 0);

    @Test
    void aCleanReportIsTwoTablesAndASentence() {
        Report report = report(List.of(partition(0, 0, 1204, 1200, 1198, 2, 0, 0)), List.of("nightly"));
        assertThat(ReportText.of(report)).isEqualTo("""
                        partition       offsets    inputs  labelled  dead-lettered  doubled  missing
                        image-events-0  0 to 1203   1,200     1,198              2        0        0
                        total                       1,200     1,198              2        0        0

                        run      inputs  labelled  dead-lettered  doubled  missing
                        nightly   1,200     1,198              2        0        0

                        Each of the 1,200 inputs has exactly one outcome.
                        """);
        assertThat(report.verdict()).isEqualTo(Report.Verdict.PROVEN);
    }

    @Test
    void aFailedReportListsEachTroubleAndIsTheOneInTheDocs() throws Exception {
        Report report = failed();
        String text = ReportText.of(report);
        assertThat(text).isEqualTo("""
                        partition       offsets       inputs  labelled  dead-lettered  doubled  missing
                        image-events-0  0 to 1203      1,200     1,190              2        1        7
                        image-events-1  5000 to 5999     997       997              0        0        0
                        image-events-2  none               0         0              0        0        0
                        total                          2,197     2,187              2        1        7

                        run    inputs  labelled  dead-lettered  doubled  missing
                        run-7   2,197     2,187              2        1        7

                        missing (7):
                          image-events-0@17
                          image-events-0@18
                          ... and 5 more

                        doubled (1):
                          image-events-0@40 in run run-7

                        no such input (1):
                          image-events-1@5003 in run run-7

                        unreadable (1):
                          image-labels-1@12: The record has no value.

                        image-labels-0: offsets 300 to 319 lie behind an open transaction and were not read
                        not judged: 3 outcomes of inputs outside the range

                        Not proven: 7 of 2,197 inputs have no outcome; 1 input has more than one outcome; \
                        1 outcome names an input that does not exist; 1 output record cannot be read. \
                        What is missing may lie behind the open transaction: try again after the job's next checkpoint.
                        """);
        assertThat(Files.readString(Path.of("../docs/verify.md"))).contains("```\n" + text + "```\n");
    }

    @Test
    void duplicatesThatAreAllowedAreStillTold() {
        Report report = report(List.of(partition(0, 0, 10, 10, 9, 0, 1, 0)), List.of("r"));
        assertThat(report.verdict()).isEqualTo(Report.Verdict.FAILED);
        Report allowed = allowing(report);
        assertThat(allowed.verdict()).isEqualTo(Report.Verdict.PROVEN);
        assertThat(allowed.sentence())
                .isEqualTo(
                        "Each of the 10 inputs has an outcome; 1 has more than one, which --allow-duplicates accepts.");
    }

    @Test
    void whereThereIsNoLabelAtAllAJobOfSegmentsAloneIsThoughtOf() {
        Report none = report(List.of(partition(0, 0, 10, 10, 0, 2, 0, 8)), List.of("r"));
        assertThat(none.sentence())
                .isEqualTo("Not proven: 8 of 10 inputs have no outcome. There is no label at all: a job with --emit"
                        + " segments writes none, and cannot be verified; --emit both can.");
        Report some = report(List.of(partition(0, 0, 10, 10, 1, 2, 0, 7)), List.of("r"));
        assertThat(some.sentence()).isEqualTo("Not proven: 7 of 10 inputs have no outcome.");
    }

    @Test
    void aRunIdCannotSteerTheTerminal() {
        Report report = report(List.of(partition(0, 0, 10, 10, 10, 0, 0, 0)), List.of("a\u001b[2Jb\nc"));
        assertThat(ReportText.of(report)).contains("\na?[2Jb?c  ").doesNotContain("\u001b");
    }

    @Test
    void noInputIsNoProof() {
        Report report = report(List.of(partition(0, 0, 0, 0, 0, 0, 0, 0)), List.of());
        assertThat(report.verdict()).isEqualTo(Report.Verdict.NOTHING_TO_VERIFY);
        assertThat(report.sentence())
                .isEqualTo("Nothing to verify: there is no committed record in the range of image-events.");
    }

    private static Report failed() {
        return new Report(
                List.of(IN),
                "image-labels",
                "image-dead-letters",
                null,
                false,
                List.of(
                        partition(0, 0, 1204, 1200, 1190, 2, 1, 7),
                        partition(1, 5000, 6000, 997, 997, 0, 0, 0),
                        partition(2, 0, 0, 0, 0, 0, 0, 0)),
                new Report.Counts(2197, 2187, 2, 1, 7),
                NO_REPLAYS,
                List.of(new Report.Run("run-7", new Report.Counts(2197, 2187, 2, 1, 7))),
                List.of(),
                new Report.Listing<>(7, List.of(new Report.Input(IN, 0, 17), new Report.Input(IN, 0, 18))),
                new Report.Listing<>(1, List.of(new Report.Doubled(IN, 0, 40, "run-7"))),
                new Report.Listing<>(1, List.of(new Report.Stray(IN, 1, 5003, "run-7"))),
                new Report.Listing<>(
                        1, List.of(new Report.Unreadable("image-labels", 1, 12, "The record has no value."))),
                3,
                0,
                List.of(new Report.HeldBack("image-labels", 0, 300, 320)));
    }

    private static Report report(List<Report.Partition> partitions, List<String> runs) {
        Report.Counts total = partitions.get(0).counts();
        return new Report(
                List.of(IN),
                "image-labels",
                "image-dead-letters",
                null,
                false,
                partitions,
                total,
                NO_REPLAYS,
                runs.stream().map(run -> new Report.Run(run, total)).toList(),
                List.of(),
                new Report.Listing<>(total.missing(), List.of()),
                new Report.Listing<>(total.doubled(), List.of()),
                new Report.Listing<>(0, List.of()),
                new Report.Listing<>(0, List.of()),
                0,
                0,
                List.of());
    }

    private static Report allowing(Report r) {
        return new Report(
                r.inputTopics(),
                r.labelsTopic(),
                r.deadLettersTopic(),
                r.runId(),
                true,
                r.partitions(),
                r.total(),
                r.replays(),
                r.runs(),
                r.otherRuns(),
                r.missing(),
                r.doubled(),
                r.strays(),
                r.unreadable(),
                r.outsideRange(),
                r.ofOtherTopics(),
                r.heldBack());
    }

    private static Report.Partition partition(
            int partition, long from, long until, long inputs, long labelled, long dead, long doubled, long missing) {
        return new Report.Partition(
                IN, partition, from, until, new Report.Counts(inputs, labelled, dead, doubled, missing));
    }
}
