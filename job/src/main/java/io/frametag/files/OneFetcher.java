package io.frametag.files;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.fetcher.SingleThreadFetcherManager;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;

/**
 * One thread that reads, from a reader's first split until the reader is closed. Flink's own (2.3) ends it whenever there is no
 * split at the moment, with a last batch that has to pass through the queue; where that batch is lost, the thread stays for ever, and
 * the reader takes 30 s to close.
 */
final class OneFetcher extends SingleThreadFetcherManager<FileRecord, FileSplit> {
    private BooleanSupplier allRead = () -> false;

    OneFetcher(Supplier<SplitReader<FileRecord, FileSplit>> reader, Configuration configuration) {
        super(reader, configuration);
    }

    /** @param allRead whether every split that was assigned has been read and passed on; asked by the task's thread */
    void endsWhen(BooleanSupplier allRead) {
        this.allRead = allRead;
    }

    /** Ends nothing: whether the reader may. */
    @Override
    public boolean maybeShutdownFinishedFetchers() {
        return allRead.getAsBoolean();
    }
}
