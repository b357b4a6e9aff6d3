package io.frametag.output;

import io.frametag.config.OutputFormat;
import java.io.IOException;
import java.io.Serializable;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/** How Avro records are written into files. One task only: it may keep what its files share. */
interface RecordFormat extends Serializable {
    /**
     * @param out stays the caller's, who closes it after {@link BulkWriter#finish}
     * @param first the first record that will be written, whose schema all have; not yet written
     * @param many whether there may be very many such files open, each with few records
     */
    BulkWriter<SpecificRecordBase> open(FSDataOutputStream out, SpecificRecordBase first, boolean many)
            throws IOException;

    static RecordFormat of(OutputFormat format) {
        return switch (format) {
            case PARQUET -> new ParquetFormat();
            case AVRO -> new AvroFormat();
            case JSON -> new JsonFormat();
        };
    }
}
