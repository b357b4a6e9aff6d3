package io.frametag.tools.verify;

import io.frametag.tools.kafka.Content;
import io.frametag.tools.kafka.KafkaAccess;
import io.frametag.tools.kafka.OffsetRange;
import io.frametag.tools.kafka.ScanProgress;
import io.frametag.tools.kafka.TopicScan;
import io.frametag.tools.kafka.TopicsException;
import io.frametag.tools.replay.Marker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads what went into the job and what came out, and reports whether each input has its one outcome.
 *
 * <p>It looks at one {@link Moment}: an input whose outcome is still on its way is missing.
 */
public final class Verification {
    private final VerificationRequest request;
    private final KafkaAccess kafka;
    private final TopicScan scan;

    private Verification(VerificationRequest request, ScanProgress progress) {
        this.request = request;
        this.kafka = new KafkaAccess(request.kafka(), request.timeout());
        this.scan = new TopicScan(kafka, progress);
    }

    /**
     * Carries a verification out, on this thread.
     *
     * @throws TopicsException if it could not be finished: there is then no verdict
     */
    public static Report run(VerificationRequest request, ScanProgress progress) throws TopicsException {
        return new Verification(request, progress).run();
    }

    private Report run() throws TopicsException {
        Moment moment = Moment.now(kafka, request);
        OutcomeBook book = new OutcomeBook(
                moment.inputsAsNamed(), request.runId(), request.listed(), MemoryBudget.halfOfTheHeap());
        Examples<Report.Unreadable> unreadable = new Examples<>(request.listed());
        readOutcomes(request.outcomes().labels(), moment, Content.VALUE, AvroReader.labels(), book, unreadable);
        readOutcomes(request.outcomes().deadLetters(), moment, Content.NONE, new DeadLetterReader(), book, unreadable);
        readOutcomes(request.outcomes().shed(), moment, Content.VALUE, AvroReader.shedFrames(), book, unreadable);
        return audit(moment, book, unreadable);
    }

    private void readOutcomes(
            String topic,
            Moment moment,
            Content content,
            OutcomeReader reader,
            OutcomeBook book,
            Examples<Report.Unreadable> unreadable)
            throws TopicsException {
        scan.scan(topic, moment.outcomesIn(topic), content, record -> {
            try {
                book.record(reader.read(record));
            } catch (UnreadableOutcomeException e) {
                unreadable.add(
                        new Report.Unreadable(record.topic(), record.partition(), record.offset(), e.getMessage()));
            }
        });
    }

    private Report audit(Moment moment, OutcomeBook book, Examples<Report.Unreadable> unreadable)
            throws TopicsException {
        Examples<Report.Input> missing = new Examples<>(request.listed());
        Examples<Report.Doubled> doubled = new Examples<>(request.listed());
        ShedByStream shed = new ShedByStream();
        Tally replays = new Tally();
        Map<TopicPartition, OffsetRange> ranges = new LinkedHashMap<>();
        Map<TopicPartition, InputAudit> audits = new LinkedHashMap<>();
        moment.inputs().forEach((partition, input) -> {
            ranges.put(partition, input.range());
            audits.put(partition, new InputAudit(Moment.named(partition), input.range(), book, missing, doubled, shed));
        });
        // The key is the stream of a shed frame.
        Content content = moment.shedRead() ? Content.KEY : Content.NONE;
        scan.scan(String.join(", ", request.inputTopics()), ranges, content, record -> {
            Answer answer = audits.get(new TopicPartition(record.topic(), record.partition()))
                    .input(record.offset(), record.key());
            if (Marker.isIn(record.headers(), new TopicPartition(record.topic(), record.partition()))) {
                replays.add(answer);
            }
        });
        List<Report.Partition> partitions =
                audits.values().stream().map(InputAudit::end).toList();
        return report(moment, book, partitions, replays.amongTheAdded(), shed.worst(), missing, doubled, unreadable);
    }

    private Report report(
            Moment moment,
            OutcomeBook book,
            List<Report.Partition> partitions,
            Report.Counts replays,
            Report.Shed shed,
            Examples<Report.Input> missing,
            Examples<Report.Doubled> doubled,
            Examples<Report.Unreadable> unreadable) {
        Report.Counts total = partitions.stream()
                .map(Report.Partition::counts)
                .reduce(new Report.Counts(0, 0, 0, 0, 0, 0), Report.Counts::plus);
        List<Report.Run> runs = new ArrayList<>();
        book.runs()
                .forEach(run -> runs.add(new Report.Run(run.runId(), run.tally().among(total.inputs()))));
        return new Report(
                request.inputTopics(),
                request.outcomes().labels(),
                request.outcomes().deadLetters(),
                moment.shedRead() ? request.outcomes().shed() : null,
                request.runId().orElse(null),
                request.allowDuplicates(),
                partitions,
                total,
                replays,
                shed,
                runs,
                List.copyOf(book.otherRuns()),
                missing.listing(),
                doubled.listing(),
                book.strays().listing(),
                unreadable.listing(),
                book.outsideRange(),
                book.ofOtherTopics(),
                moment.heldBack());
    }
}
