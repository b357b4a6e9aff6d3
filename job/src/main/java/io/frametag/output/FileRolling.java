package io.frametag.output;

import io.frametag.pipeline.Outcome;
import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.CheckpointRollingPolicy;

/**
 * When a file is ended: at each checkpoint; when it is large enough; and, where a partition template leads to very many folders,
 * so many of them that the task has not too many open. Then files get smaller, and the task does not run out of file handles.
 */
final class FileRolling extends CheckpointRollingPolicy<Outcome, String> {
    /** A quarter of the lowest limit of open files that is in common use. */
    static final int MOST_OPEN = 256;

    private final long fileBytes;
    private final OpenFiles open;

    FileRolling(long fileBytes, OpenFiles open) {
        this.fileBytes = fileBytes;
        this.open = open;
    }

    @Override
    public boolean shouldRollOnEvent(PartFileInfo<String> file, Outcome outcome) throws java.io.IOException {
        return file.getSize() >= fileBytes;
    }

    /** Asked for every open file, once a second. */
    @Override
    public boolean shouldRollOnProcessingTime(PartFileInfo<String> file, long now) {
        return open.count() > MOST_OPEN;
    }
}
