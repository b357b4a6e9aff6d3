package io.frametag.tools.verify;

import io.frametag.config.FilesInput;
import io.frametag.config.FrametagOptions;
import io.frametag.files.FileInputs;
import io.frametag.tools.kafka.KafkaAccess;
import io.frametag.tools.kafka.ScanProgress;
import io.frametag.tools.kafka.TopicOffsets;
import io.frametag.tools.kafka.TopicScan;
import io.frametag.tools.kafka.TopicsException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/** The verification of inputs in files, whose outcomes are in topics or in files. */
final class FileVerification {
    /** Progress is told in steps of so many inputs. */
    private static final int STEP = 1000;

    private final VerificationRequest request;
    private final FilesInput files;
    private final ScanProgress progress;
    private final Findings findings;

    FileVerification(VerificationRequest request, FilesInput files, ScanProgress progress) {
        this.request = request;
        this.files = files;
        this.progress = progress;
        this.findings = new Findings(request.listed());
    }

    Report run() throws TopicsException {
        OutcomeSource outcomes = outcomes();
        FileBook book = new FileBook(request.runId(), request.listed(), MemoryBudget.halfOfTheHeap());
        outcomes.read(book, findings.unreadable());
        Report.Counts total = audit(book);
        List<Report.Run> runs = new ArrayList<>();
        book.runs()
                .forEach(run -> runs.add(new Report.Run(run.runId(), run.tally().among(total.inputs()))));
        return new Report(
                files.paths(),
                outcomes.labels(),
                outcomes.deadLetters(),
                outcomes.shed(),
                request.runId().orElse(null),
                request.allowDuplicates(),
                List.of(),
                total,
                new Tally().amongTheAdded(),
                new ShedByStream().worst(),
                runs,
                List.copyOf(book.otherRuns()),
                findings.missing().listing(),
                findings.doubled().listing(),
                book.strays().listing(),
                findings.unreadable().listing(),
                0,
                book.ofOthers(),
                outcomes.heldBack());
    }

    private OutcomeSource outcomes() throws TopicsException {
        if (!request.outputFolders().isEmpty()) {
            return FolderOutcomes.listed(request.outputFolders(), progress);
        }
        KafkaAccess kafka = new KafkaAccess(request.kafka(), request.timeout());
        try (Admin admin = kafka.admin()) {
            return TopicOutcomes.now(new TopicOffsets(kafka, admin), new TopicScan(kafka, progress), request);
        }
    }

    private Report.Counts audit(FileBook book) {
        int maxImageBytes = (int) FrametagOptions.MAX_IMAGE_BYTES.defaultValue().getBytes();
        FileAudit audit = new FileAudit(book, findings.missing(), findings.doubled());
        // How many there are is known at the end; as many as have outcomes, if all is well.
        try (FileInputs inputs = FileInputs.of(files, maxImageBytes);
                ScanProgress.Scan shown = progress.begin(String.join(" ", files.paths()), book.outcomes(), "inputs")) {
            long passed = 0;
            while (inputs.hasNext()) {
                audit.input(inputs.next());
                if (++passed % STEP == 0) {
                    shown.advance(STEP);
                }
            }
            shown.advance(passed % STEP);
        }
        return audit.end();
    }
}
