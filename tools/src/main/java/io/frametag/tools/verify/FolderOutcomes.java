package io.frametag.tools.verify;

import io.frametag.output.AnsweredInput;
import io.frametag.output.AnsweredInputs;
import io.frametag.output.OutputPath;
import io.frametag.output.WrittenFile;
import io.frametag.output.WrittenFiles;
import io.frametag.tools.kafka.ScanProgress;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.Path;

/** The outcomes in output folders, as of the moment when their files were listed. */
final class FolderOutcomes implements OutcomeSource {
    private final List<Path> folders;
    private final List<WrittenFile> files;
    private final ScanProgress progress;

    private FolderOutcomes(List<Path> folders, List<WrittenFile> files, ScanProgress progress) {
        this.folders = folders;
        this.files = files;
        this.progress = progress;
    }

    /**
     * @param folders one or more
     * @throws VerificationException if one is no output folder, or cannot be looked at
     */
    static FolderOutcomes listed(List<String> folders, ScanProgress progress) throws VerificationException {
        List<Path> paths = new ArrayList<>();
        List<WrittenFile> files = new ArrayList<>();
        for (String folder : folders) {
            try {
                Path path = OutputPath.of(folder);
                paths.add(path);
                files.addAll(WrittenFiles.in(path));
            } catch (FileNotFoundException e) {
                throw new VerificationException("There are no outcomes in " + folder + ": " + e.getMessage()
                        + ". Name the folder that the job has as --output-files; there is nothing in it before the job's"
                        + " first checkpoint.");
            } catch (IOException | IllegalArgumentException e) {
                throw new VerificationException(folder + " cannot be read: " + e.getMessage() + ".");
            }
        }
        return new FolderOutcomes(paths, files, progress);
    }

    @Override
    public void read(Outcomes outcomes, Examples<Report.Unreadable> unreadable) throws VerificationException {
        try (ScanProgress.Scan shown = progress.begin(named(Path::toString), files.size(), "files")) {
            for (WrittenFile file : files) {
                read(file, outcomes, unreadable);
                shown.advance(1);
            }
        }
    }

    private static void read(WrittenFile file, Outcomes outcomes, Examples<Report.Unreadable> unreadable)
            throws VerificationException {
        String name = file.path().toString();
        if (file.format().isEmpty()) {
            unreadable.add(new Report.Unreadable(name, 0, 0, "It is of no format that the job writes."));
            return;
        }
        Outcome.Kind kind = kind(file);
        long row = 0;
        try (AnsweredInputs inputs = AnsweredInputs.of(file)) {
            for (AnsweredInput input = inputs.next(); input != null; input = inputs.next()) {
                outcomes.record(new Outcome(
                        kind, new InputPartition(input.topic(), input.partition()), input.offset(), input.runId()));
                row++;
            }
        } catch (IOException e) {
            unreadable.add(new Report.Unreadable(
                    name, 0, row, "Nothing is read from here to the end of the file: " + e.getMessage()));
        }
    }

    private static Outcome.Kind kind(WrittenFile file) {
        return switch (file.kind()) {
            case LABELS -> Outcome.Kind.LABEL;
            case DEAD_LETTERS -> Outcome.Kind.DEAD_LETTER;
            case SHED -> Outcome.Kind.SHED;
        };
    }

    @Override
    public String labels() {
        return below(WrittenFile.Kind.LABELS);
    }

    @Override
    public String deadLetters() {
        return below(WrittenFile.Kind.DEAD_LETTERS);
    }

    @Override
    public String shed() {
        return below(WrittenFile.Kind.SHED);
    }

    private String below(WrittenFile.Kind kind) {
        return named(folder -> new Path(folder, kind.folder()).toString());
    }

    private String named(Function<Path, String> name) {
        return folders.stream().map(name).collect(Collectors.joining(" "));
    }

    @Override
    public List<Report.HeldBack> heldBack() {
        return List.of();
    }
}
