package io.frametag.files;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads splits one after the other, in batches of bytes, on a thread of its own while the chain works on what was read before. */
final class FilesSplitReader implements SplitReader<FileRecord, FileSplit> {
    private static final Logger LOG = LoggerFactory.getLogger(FilesSplitReader.class);

    private final ShardOpener opener;
    private final long batchBytes;
    private final Deque<FileSplit> waiting = new ArrayDeque<>();
    private FileSplit split;
    private int piece;
    private GuardedShard shard;

    FilesSplitReader(ShardOpener opener, long batchBytes) {
        this.opener = opener;
        this.batchBytes = batchBytes;
    }

    @Override
    public RecordsWithSplitIds<FileRecord> fetch() {
        RecordsBySplits.Builder<FileRecord> batch = new RecordsBySplits.Builder<>();
        long bytes = 0;
        do {
            FileRecord record = next();
            if (record == null) {
                if (split != null) {
                    batch.addFinishedSplit(split.splitId());
                    split = null;
                }
                break;
            }
            batch.add(split.splitId(), record);
            bytes += record.bytes();
        } while (bytes < batchBytes);
        return batch.build();
    }

    /** @return null at the split's end, or if there is none */
    private FileRecord next() {
        if (split == null) {
            split = waiting.poll();
            piece = 0;
        }
        while (split != null && piece < split.pieces().size()) {
            if (shard == null) {
                shard = opener.open(split.pieces().get(piece));
            }
            GuardedShard.Guarded member = shard.next();
            if (member != null) {
                return new FileRecord(member.read(), piece, shard.cursor());
            }
            if (shard.hidden() > 0) {
                LOG.info(
                        "{} images of {} are left out: a part of their paths begins with a dot.",
                        shard.hidden(),
                        split.pieces().get(piece).uri());
            }
            shard.close();
            shard = null;
            piece++;
        }
        return null;
    }

    @Override
    public void handleSplitsChanges(SplitsChange<FileSplit> change) {
        waiting.addAll(change.splits());
    }

    /** Nothing here waits for anybody. */
    @Override
    public void wakeUp() {}

    @Override
    public void close() {
        if (shard != null) {
            shard.close();
        }
    }
}
