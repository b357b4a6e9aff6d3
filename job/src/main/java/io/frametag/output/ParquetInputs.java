package io.frametag.output;

import io.frametag.parquet.FlinkInputFile;
import io.frametag.parquet.ParquetRows;
import java.io.IOException;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.core.fs.Path;

final class ParquetInputs implements AnsweredInputs {
    private final ParquetRows rows;

    ParquetInputs(Path path) throws IOException {
        rows = ParquetRows.open(FlinkInputFile.of(path), column -> column.equals(INPUT) || column.equals(RUN_ID));
    }

    @Override
    public AnsweredInput next() throws IOException {
        GenericRecord row = rows.next();
        return row == null ? null : AvroInputs.answered(row);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
