package io.frametag.tools.verify;

import io.frametag.files.FileInputs.FileInput;
import java.util.ArrayList;
import java.util.List;

/** Holds the inputs in files against the outcomes, in the order in which they are listed: file by file, each from ordinal 0. */
final class FileAudit {
    private static final class RunOfFile {
        private final FileRun run;
        private int slot = FileAnswers.NO_FILE;

        RunOfFile(FileRun run) {
            this.run = run;
        }
    }

    private final FileBook book;
    private final Examples<Report.Input> missing;
    private final Examples<Report.Doubled> doubled;
    private final List<RunOfFile> runs = new ArrayList<>();
    private final FileName.Digest digest = new FileName.Digest();
    private final Tally tally = new Tally();
    private String file;
    private long next;
    private long inputs;

    FileAudit(FileBook book, Examples<Report.Input> missing, Examples<Report.Doubled> doubled) {
        this.book = book;
        this.missing = missing;
        this.doubled = doubled;
        book.runs().forEach(run -> runs.add(new RunOfFile(run)));
    }

    void input(FileInput input) {
        if (!input.topic().equals(file)) {
            endFile();
            beginFile(input.topic());
        }
        noInputBefore(input.ordinal());
        next = input.ordinal() + 1;
        inputs++;
        Answer heaviest = Answer.NONE;
        for (RunOfFile each : runs) {
            Answer answer = each.run.answers().answer(each.slot, input.ordinal());
            each.run.tally().add(answer);
            if (answer == Answer.MANY && heaviest != Answer.MANY) {
                doubled.add(new Report.Doubled(file, 0, input.ordinal(), each.run.runId()));
            }
            heaviest = heaviest.orHeavier(answer);
        }
        tally.add(heaviest);
        if (heaviest == Answer.NONE) {
            missing.add(new Report.Input(file, 0, input.ordinal()));
        }
    }

    /** To be called once, behind the last input. */
    Report.Counts end() {
        endFile();
        return tally.among(inputs);
    }

    private void beginFile(String uri) {
        file = uri;
        next = 0;
        FileName name = digest.of(uri);
        for (RunOfFile each : runs) {
            each.slot = each.run.answers().find(name);
            each.run.answers().visit(each.slot);
        }
    }

    private void endFile() {
        if (file != null) {
            noInputBefore(Long.MAX_VALUE);
        }
    }

    private void noInputBefore(long ordinal) {
        for (RunOfFile each : runs) {
            FileAnswers answers = each.run.answers();
            long end = Math.min(ordinal, answers.size(each.slot));
            for (long stray = next; stray < end; stray++) {
                if (answers.answer(each.slot, stray) != Answer.NONE) {
                    book.stray(new InputPartition(file, 0), stray, each.run.runId());
                }
            }
        }
    }
}
