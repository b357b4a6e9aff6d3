package io.frametag.output;

import io.frametag.avro.AvroOutcomes;
import io.frametag.pipeline.Clock;
import io.frametag.pipeline.Outcome;
import io.frametag.pipeline.Outcome.Labelled;
import io.frametag.pipeline.Outcome.Rejected;
import io.frametag.pipeline.Outcome.Shed;
import java.io.IOException;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/**
 * Opens files for outcomes. Which kind a file has is told by its first: {@link OutcomeFolders} puts no two kinds into one
 * folder.
 */
final class OutcomeWriters implements BulkWriter.Factory<Outcome> {
    private final RecordFormat format;
    private final OpenFiles open;
    private final String runId;
    private final Clock clock;

    private transient AvroOutcomes outcomes;

    OutcomeWriters(RecordFormat format, OpenFiles open, String runId, Clock clock) {
        this.format = format;
        this.open = open;
        this.runId = runId;
        this.clock = clock;
    }

    @Override
    public BulkWriter<Outcome> create(FSDataOutputStream out) {
        if (outcomes == null) {
            outcomes = new AvroOutcomes(runId);
        }
        open.opened();
        return new OutcomeFile(out);
    }

    private SpecificRecordBase avro(Outcome outcome) {
        if (outcome instanceof Labelled labelled) {
            return outcomes.labels(labelled, clock.wallMicros());
        }
        return outcome instanceof Rejected rejected
                ? outcomes.deadLetter(rejected, clock.wallMicros())
                : outcomes.shed((Shed) outcome);
    }

    private final class OutcomeFile implements BulkWriter<Outcome> {
        private final FSDataOutputStream out;
        private BulkWriter<SpecificRecordBase> records;

        OutcomeFile(FSDataOutputStream out) {
            this.out = out;
        }

        @Override
        public void addElement(Outcome outcome) throws IOException {
            SpecificRecordBase record = avro(outcome);
            if (records == null) {
                records = format.open(out, record, outcome instanceof Labelled);
            }
            records.addElement(record);
        }

        @Override
        public void flush() throws IOException {
            if (records != null) {
                records.flush();
            }
        }

        @Override
        public void finish() throws IOException {
            open.ended();
            if (records != null) {
                records.finish();
            }
        }
    }
}
