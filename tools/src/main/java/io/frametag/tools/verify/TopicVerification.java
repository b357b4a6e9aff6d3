package io.frametag.tools.verify;

import io.frametag.tools.kafka.Content;
import io.frametag.tools.kafka.KafkaAccess;
import io.frametag.tools.kafka.OffsetRange;
import io.frametag.tools.kafka.ScanProgress;
import io.frametag.tools.kafka.TopicOffsets;
import io.frametag.tools.kafka.TopicScan;
import io.frametag.tools.kafka.TopicsException;
import io.frametag.tools.replay.Marker;
import io.frametag.tools.verify.OutcomeBook.InputRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** The verification of inputs in topics, whose outcomes are in topics or in files. */
final class TopicVerification {
    private final VerificationRequest request;
    private final KafkaAccess kafka;
    private final TopicScan scan;
    private final ScanProgress progress;
    private final Findings findings;

    TopicVerification(VerificationRequest request, ScanProgress progress) {
        this.request = request;
        this.kafka = new KafkaAccess(request.kafka(), request.timeout());
        this.scan = new TopicScan(kafka, progress);
        this.progress = progress;
        this.findings = new Findings(request.listed());
    }

    /**
     * Which offsets are read is noted once and in this order: the inputs' ends, the outcomes', how far inputs exist. So every
     * outcome that is read was written before the last of these, and one that names an input behind it is a stray.
     */
    Report run() throws TopicsException {
        Map<TopicPartition, InputRange> inputs = new LinkedHashMap<>();
        OutcomeSource outcomes;
        try (Admin admin = kafka.admin()) {
            TopicOffsets offsets = new TopicOffsets(kafka, admin);
            Map<TopicPartition, OffsetRange> ranges =
                    new InputRanges(offsets, request.inputTopics()).between(request.from(), request.until());
            outcomes = !request.outputFolders().isEmpty()
                    ? FolderOutcomes.listed(request.outputFolders(), progress)
                    : TopicOutcomes.now(offsets, scan, request);
            Map<TopicPartition, Long> existUntil = offsets.ends(ranges.keySet());
            ranges.forEach(
                    (partition, range) -> inputs.put(partition, new InputRange(range, existUntil.get(partition))));
        }
        OutcomeBook book =
                new OutcomeBook(named(inputs), request.runId(), request.listed(), MemoryBudget.halfOfTheHeap());
        outcomes.read(book, findings.unreadable());
        return audit(inputs, outcomes, book);
    }

    /** @return the inputs by the name that outcomes give them */
    private static Map<InputPartition, InputRange> named(Map<TopicPartition, InputRange> inputs) {
        Map<InputPartition, InputRange> named = new LinkedHashMap<>();
        inputs.forEach((partition, range) -> named.put(named(partition), range));
        return named;
    }

    private static InputPartition named(TopicPartition partition) {
        return new InputPartition(partition.topic(), partition.partition());
    }

    private Report audit(Map<TopicPartition, InputRange> inputs, OutcomeSource outcomes, OutcomeBook book)
            throws TopicsException {
        ShedByStream shed = new ShedByStream();
        Tally replays = new Tally();
        Map<TopicPartition, OffsetRange> ranges = new LinkedHashMap<>();
        Map<TopicPartition, InputAudit> audits = new LinkedHashMap<>();
        inputs.forEach((partition, input) -> {
            ranges.put(partition, input.range());
            audits.put(
                    partition,
                    new InputAudit(
                            named(partition), input.range(), book, findings.missing(), findings.doubled(), shed));
        });
        // The key is the stream of a shed frame.
        Content content = outcomes.shed() != null ? Content.KEY : Content.NONE;
        scan.scan(String.join(", ", request.inputTopics()), ranges, content, record -> {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            Answer answer = audits.get(partition).input(record.offset(), record.key());
            if (Marker.isIn(record.headers(), partition)) {
                replays.add(answer);
            }
        });
        List<Report.Partition> partitions =
                audits.values().stream().map(InputAudit::end).toList();
        Report.Counts total = partitions.stream()
                .map(Report.Partition::counts)
                .reduce(new Report.Counts(0, 0, 0, 0, 0, 0), Report.Counts::plus);
        List<Report.Run> runs = new ArrayList<>();
        book.runs()
                .forEach(run -> runs.add(new Report.Run(run.runId(), run.tally().among(total.inputs()))));
        return new Report(
                request.inputTopics(),
                outcomes.labels(),
                outcomes.deadLetters(),
                outcomes.shed(),
                request.runId().orElse(null),
                request.allowDuplicates(),
                partitions,
                total,
                replays.amongTheAdded(),
                shed.worst(),
                runs,
                List.copyOf(book.otherRuns()),
                findings.missing().listing(),
                findings.doubled().listing(),
                book.strays().listing(),
                findings.unreadable().listing(),
                book.outsideRange(),
                book.ofOtherTopics(),
                outcomes.heldBack());
    }
}
