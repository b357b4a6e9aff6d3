package io.frametag.kafka.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.kafka.common.TopicPartition;

/**
 * A reader of partitions that end, which moves the group's offsets with each checkpoint, waits until they are moved, and moves those
 * of a partition that is done to the end of its range. The connector's own reader commits asynchronously, in a thread that
 * ends with the job, so that the last commit came about or did not; and to the last record, short of a transaction's marker behind
 * it.
 *
 * @param <T> what is read
 */
final class CommittingReader<T> implements SourceReader<T, KafkaPartitionSplit> {
    private final SourceReader<T, KafkaPartitionSplit> reader;
    private final GroupOffsets group;
    /** Partitions that are read, or are done and not yet committed to their ends. */
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    private final TreeMap<Long, Map<TopicPartition, Long>> checkpoints = new TreeMap<>();

    /**
     * @param reader that commits nothing
     * @param group closed with this reader
     */
    CommittingReader(SourceReader<T, KafkaPartitionSplit> reader, GroupOffsets group) {
        this.reader = reader;
        this.group = group;
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {
        splits.forEach(split -> split.getStoppingOffset().ifPresent(end -> ends.put(split.getTopicPartition(), end)));
        reader.addSplits(splits);
    }

    /** A partition that is done stays in the state, with nothing left to read, until it is committed. */
    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
        List<KafkaPartitionSplit> splits = new ArrayList<>(reader.snapshotState(checkpointId));
        Map<TopicPartition, Long> done = new HashMap<>(ends);
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (KafkaPartitionSplit split : splits) {
            done.remove(split.getTopicPartition());
            if (split.getStartingOffset() >= 0) {
                offsets.put(split.getTopicPartition(), split.getStartingOffset());
            }
        }
        done.forEach((partition, end) -> splits.add(new KafkaPartitionSplit(partition, end, end)));
        offsets.putAll(done);
        checkpoints.put(checkpointId, offsets);
        return splits;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        reader.notifyCheckpointComplete(checkpointId);
        Map<TopicPartition, Long> offsets = checkpoints.get(checkpointId);
        checkpoints.headMap(checkpointId, true).clear();
        if (offsets != null && !offsets.isEmpty() && group.advance(offsets)) {
            ends.entrySet().removeIf(end -> end.getValue().equals(offsets.get(end.getKey())));
        }
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {
        reader.notifyCheckpointAborted(checkpointId);
        checkpoints.remove(checkpointId);
    }

    @Override
    public void start() {
        reader.start();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
        return reader.pollNext(output);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return reader.isAvailable();
    }

    @Override
    public void notifyNoMoreSplits() {
        reader.notifyNoMoreSplits();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        reader.handleSourceEvents(event);
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> toPause, Collection<String> toResume) {
        reader.pauseOrResumeSplits(toPause, toResume);
    }

    @Override
    public void close() throws Exception {
        try {
            reader.close();
        } finally {
            group.close();
        }
    }
}
