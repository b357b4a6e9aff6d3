package io.frametag.output;

import io.frametag.config.FilesOutput;
import io.frametag.pipeline.Clock;
import io.frametag.pipeline.Outcome;
import io.frametag.pipeline.UnionTypeInfo;
import java.time.Duration;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;

/**
 * Labels, dead letters and shed frames into the files of one folder. One sink writes all, so that a checkpoint commits all or
 * nothing: files get their names when it completes, and none is changed afterwards.
 */
public final class OutcomeFiles {
    /** Never change them: a savepoint is restored by them. */
    public static final String UID = "outcome-files";

    private static final String COUNT_UID = "count-outcomes";
    /** How often {@link FileRolling} looks for too many open files. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private OutcomeFiles() {}

    /**
     * Ends a dataflow in files.
     *
     * @throws io.frametag.config.ConfigException if the folder cannot be written to from here
     */
    public static void write(DataStream<Outcome> outcomes, FilesOutput files, String runId, Clock clock) {
        Path folder = OutputFolder.of(files.folder());
        OpenFiles open = new OpenFiles();
        RecordFormat format = RecordFormat.of(files.format());
        FileSink<Outcome> sink = FileSink.forBulkFormat(folder, new OutcomeWriters(format, open, runId, clock))
                .withBucketAssigner(new OutcomeFolders(files.partition()))
                .withRollingPolicy(new FileRolling(files.fileBytes(), open))
                .withBucketCheckInterval(LOOK.toMillis())
                .withOutputFileConfig(
                        new OutputFileConfig("part", "." + files.format().extension()))
                .build();
        outcomes.map(new CountOutcomes(clock))
                .returns(UnionTypeInfo.OUTCOME)
                .name("count")
                .uid(COUNT_UID)
                .sinkTo(sink)
                .name(UID)
                .uid(UID);
    }
}
