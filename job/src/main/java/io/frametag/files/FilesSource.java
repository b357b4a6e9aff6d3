package io.frametag.files;

import io.frametag.config.ConfigException;
import io.frametag.config.FilesInput;
import io.frametag.pipeline.RawRecord;
import io.frametag.source.UnusableState;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * Images in files and shards as records; it ends when all are read. Not Flink's own file source, which lists everything when it starts
 * and holds a split for each file in the JobManager and in every checkpoint.
 */
public final class FilesSource implements Source<RawRecord, FileSplit, FilesProgress>, ResultTypeQueryable<RawRecord> {
    /** What files there may be in a folder of outcomes. */
    private static final List<String> OUTPUTS =
            List.of("/labels/part.parquet", "/labels/part.avro", "/labels/a=b/part.parquet", "/labels/a=b/part.avro");

    private final FilesInput input;
    private final List<InputPath> inputs;
    private final ReadLimits limits;

    private FilesSource(FilesInput input, List<InputPath> inputs, ReadLimits limits) {
        this.input = input;
        this.inputs = inputs;
        this.limits = limits;
    }

    /**
     * Looks for the inputs.
     *
     * @param maxImageBytes a larger image is refused before it is read
     * @param bytesInFlight heap that one subtask may hold; at least six times {@code maxImageBytes}
     * @throws ConfigException if one of them is not there, or is nothing that is read
     */
    public static FilesSource of(FilesInput input, int maxImageBytes, long bytesInFlight) {
        return new FilesSource(
                input, List.copyOf(InputPaths.find(input.paths())), ReadLimits.of(maxImageBytes, bytesInFlight));
    }

    /**
     * Refuses a folder to write to whose files this source would read.
     *
     * @param folder by path or URI; need not be there yet
     * @throws ConfigException if it is among the inputs
     */
    public void refuseAsOutput(String folder) {
        String uri = InputPaths.uri("--output-files: ", folder);
        for (InputPath path : inputs) {
            Selection selection = new Selection(path);
            if (OUTPUTS.stream().anyMatch(file -> selection.covers(uri + file))) {
                throw new ConfigException("--output-files: " + uri + " is within the input " + path
                        + ": what is written would be read again. Name a folder beside it.");
            }
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<FileSplit, FilesProgress> createEnumerator(SplitEnumeratorContext<FileSplit> context) {
        return new FilesEnumerator(context, inputs, FilesProgress.start(inputs), new ShardOpener(limits, input));
    }

    @Override
    public SplitEnumerator<FileSplit, FilesProgress> restoreEnumerator(
            SplitEnumeratorContext<FileSplit> context, FilesProgress progress) {
        if (progress.problem() != null) {
            return unusable(progress.problem());
        }
        if (!progress.inputs().equals(FilesProgress.nameOf(inputs))) {
            return unusable("The checkpoint is of a job that read " + progress.inputs() + ", and this one reads "
                    + FilesProgress.nameOf(inputs) + ": give the same --input-files, or start without it.");
        }
        return new FilesEnumerator(context, inputs, progress, new ShardOpener(limits, input));
    }

    /** No restart mends that. */
    private static SplitEnumerator<FileSplit, FilesProgress> unusable(String problem) {
        return new UnusableState<>(new SuppressRestartsException(new IllegalStateException(problem)));
    }

    @Override
    public SourceReader<RawRecord, FileSplit> createReader(SourceReaderContext context) {
        return new FilesReader(context, limits, input);
    }

    @Override
    public SimpleVersionedSerializer<FileSplit> getSplitSerializer() {
        return new FileSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<FilesProgress> getEnumeratorCheckpointSerializer() {
        return new FilesProgressSerializer();
    }

    @Override
    public TypeInformation<RawRecord> getProducedType() {
        return TypeInformation.of(RawRecord.class);
    }
}
