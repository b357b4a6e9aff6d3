package io.frametag.files;

import io.frametag.config.FilesInput;
import io.frametag.pipeline.RawRecord;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.connector.base.source.reader.SourceReaderOptions;

/** One subtask's reader. It has a split in store, so that it need not wait for the next when one is through. */
final class FilesReader
        extends SingleThreadMultiplexSourceReaderBase<FileRecord, RawRecord, FileSplit, FileSplitState> {
    private static final int SPLITS = 2;
    /** With one batch in the queue {@link ReadLimits} knows how many there are. */
    private static final int ELEMENT_QUEUE_BATCHES = 1;

    FilesReader(SourceReaderContext context, ReadLimits limits, FilesInput input) {
        this(
                new OneFetcher(
                        () -> new FilesSplitReader(new ShardOpener(limits, input), limits.batchBytes()),
                        configuration(context)),
                context);
    }

    private FilesReader(OneFetcher fetcher, SourceReaderContext context) {
        super(
                fetcher,
                (record, output, state) -> {
                    output.collect(record.record(), record.record().origin().timestamp());
                    state.passed(record);
                },
                configuration(context),
                context);
        fetcher.endsWhen(() -> getNumberOfCurrentlyAssignedSplits() == 0);
    }

    private static Configuration configuration(SourceReaderContext context) {
        return new Configuration(context.getConfiguration())
                .set(SourceReaderOptions.ELEMENT_QUEUE_CAPACITY, ELEMENT_QUEUE_BATCHES);
    }

    @Override
    public void start() {
        for (int splits = getNumberOfCurrentlyAssignedSplits(); splits < SPLITS; splits++) {
            context.sendSplitRequest();
        }
    }

    @Override
    protected void onSplitFinished(Map<String, FileSplitState> finished) {
        finished.forEach((id, state) -> context.sendSplitRequest());
    }

    @Override
    protected FileSplitState initializedState(FileSplit split) {
        return new FileSplitState(split);
    }

    @Override
    protected FileSplit toSplitType(String id, FileSplitState state) {
        return state.split();
    }
}
