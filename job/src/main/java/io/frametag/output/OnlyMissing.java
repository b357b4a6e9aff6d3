package io.frametag.output;

import io.frametag.config.ConfigException;
import io.frametag.pipeline.Origin;
import io.frametag.pipeline.RawRecord;
import io.frametag.pipeline.TallyNames;
import io.frametag.pipeline.Tallying;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes over the inputs that an earlier output has an outcome of, whichever: before anything of them is fetched or decoded. Each
 * task reads the earlier output when it starts, and holds the names of its inputs ({@link InputSet}).
 *
 * <p>A restored task reads it again. That the earlier output may have grown meanwhile does no harm, even if it is this job's own:
 * what is committed there is behind the checkpoint that the job goes on from.
 */
public final class OnlyMissing implements Tallying.Counter<RawRecord> {
    private static final Logger LOG = LoggerFactory.getLogger(OnlyMissing.class);

    private final String earlier;
    private transient InputSet answered;

    private OnlyMissing(String earlier) {
        this.earlier = earlier;
    }

    /**
     * @param earlier the folder of an earlier output
     * @return the records that it has no outcome of; their {@link Tallying#tallies} say how many were passed over
     */
    public static SingleOutputStreamOperator<RawRecord> of(DataStream<RawRecord> records, String earlier) {
        return records.transform("only-missing", records.getType(), new Tallying<>(new OnlyMissing(earlier), false))
                .uid("only-missing");
    }

    /** @throws ConfigException if there is no earlier output in the folder */
    public static void check(String earlier) {
        try {
            for (WrittenFile file : WrittenFiles.in(OutputPath.of(earlier))) {
                if (file.format().isEmpty()) {
                    throw new ConfigException("--only-missing: " + file.path() + " is of no format that a job writes."
                            + " Name the folder that was an earlier run's --output-files.");
                }
            }
        } catch (FileNotFoundException e) {
            throw new ConfigException("--only-missing is " + earlier + ", and " + e.getMessage()
                    + ". Name the folder that was an earlier run's --output-files.");
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException("--only-missing: " + earlier + " cannot be read: " + e.getMessage());
        }
    }

    @Override
    public void open() throws IOException {
        answered = new InputSet();
        for (WrittenFile file : WrittenFiles.in(OutputPath.of(earlier))) {
            read(file);
        }
        LOG.info("{} has {} inputs that are passed over", earlier, answered.size());
    }

    private void read(WrittenFile file) throws IOException {
        try (AnsweredInputs inputs = AnsweredInputs.of(file)) {
            for (AnsweredInput input = inputs.next(); input != null; input = inputs.next()) {
                answered.add(input.topic(), input.partition(), input.offset());
            }
        } catch (IOException e) {
            throw new IOException(
                    "--only-missing: " + file.path()
                            + " cannot be read to its end, so that nobody can say what it lacks: " + e.getMessage()
                            + " Move it out of the folder to have its inputs tagged again.",
                    e);
        }
    }

    @Override
    public String nameOf(RawRecord record) {
        Origin origin = record.origin();
        return answered.contains(origin.topic(), origin.partition(), origin.offset())
                ? TallyNames.ANSWERED_BEFORE
                : null;
    }
}
