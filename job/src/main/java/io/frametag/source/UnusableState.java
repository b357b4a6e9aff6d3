package io.frametag.source;

import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;

/**
 * Stands in for the enumerator of a state that the job must not go on with, and fails the job when it is started. What is thrown
 * earlier, while Flink (2.3.0) still restores, fails the job or is lost, as chance will have it; and lost, it leaves a job that runs
 * for ever and reads nothing.
 *
 * @param <S> what a reader is given to read
 * @param <E> the enumerator's state
 */
public final class UnusableState<S extends SourceSplit, E> implements SplitEnumerator<S, E> {
    private final RuntimeException reason;

    /** @param reason one that Flink does not restart a job for; its message is a sentence for people */
    public UnusableState(RuntimeException reason) {
        this.reason = reason;
    }

    @Override
    public void start() {
        throw reason;
    }

    @Override
    public E snapshotState(long checkpointId) {
        throw reason;
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {
        // There is none to give.
    }

    @Override
    public void addSplitsBack(List<S> splits, int subtask) {
        // Nobody will have them.
    }

    @Override
    public void addReader(int subtask) {
        // It will be gone in a moment.
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
