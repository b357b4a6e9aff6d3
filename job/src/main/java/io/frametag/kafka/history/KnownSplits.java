package io.frametag.kafka.history;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/**
 * The enumerator of a bounded job that is restored: all its partitions are in the state, and there will be no more. The connector's
 * (5.0.0-2.2) says so to its readers only when it has found partitions that it did not know, and so never after a restore: its
 * readers would wait for ever.
 *
 * @param <S> a partition's split
 * @param <E> the enumerator's state
 */
final class KnownSplits<S extends SourceSplit, E> implements SplitEnumerator<S, E> {
    private final SplitEnumerator<S, E> restored;
    private final SplitEnumeratorContext<S> context;

    /** @param restored by a context {@link WithoutDiscovery} */
    KnownSplits(SplitEnumerator<S, E> restored, SplitEnumeratorContext<S> context) {
        this.restored = restored;
        this.context = context;
    }

    @Override
    public void start() {
        restored.start();
    }

    @Override
    public void addReader(int subtask) {
        restored.addReader(subtask);
        context.signalNoMoreSplits(subtask);
    }

    @Override
    public void addSplitsBack(List<S> splits, int subtask) {
        restored.addSplitsBack(splits, subtask);
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {
        restored.handleSplitRequest(subtask, host);
    }

    @Override
    public void handleSourceEvent(int subtask, SourceEvent event) {
        restored.handleSourceEvent(subtask, event);
    }

    @Override
    public E snapshotState(long checkpointId) throws Exception {
        return restored.snapshotState(checkpointId);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        restored.notifyCheckpointComplete(checkpointId);
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {
        restored.notifyCheckpointAborted(checkpointId);
    }

    @Override
    public void close() throws IOException {
        restored.close();
    }
}
