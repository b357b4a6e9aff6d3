package io.frametag.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frametag.avro.AvroOutcomes;
import io.frametag.config.OutputFormat;
import io.frametag.model.Label;
import io.frametag.parquet.FlinkInputFile;
import io.frametag.parquet.ParquetRows;
import io.frametag.schema.DeadLetter;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordFormatTest {
    private final AvroOutcomes outcomes = new AvroOutcomes("run-1");

    @TempDir
    java.nio.file.Path folder;

    private Path write(OutputFormat format, List<SpecificRecordBase> records) throws IOException {
        Path path = new Path(folder.resolve("part." + format.extension()).toUri());
        try (FSDataOutputStream out = path.getFileSystem().create(path, WriteMode.OVERWRITE)) {
            BulkWriter<SpecificRecordBase> writer = RecordFormat.of(format).open(out, records.get(0), true);
            for (SpecificRecordBase record : records) {
                writer.addElement(record);
            }
            writer.finish();
        }
        return path;
    }

    private List<SpecificRecordBase> labels(int count) {
        List<SpecificRecordBase> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(outcomes.labels(
                    Outcomes.labelled(
                            "camera", i, Outcomes.CAPTURED, new Label(3, "cat", 0.9f), new Label(5, "dog", 0.1f)),
                    Outcomes.CAPTURED + 5));
        }
        return records;
    }

    private static List<GenericRecord> parquet(Path path) throws IOException {
        List<GenericRecord> rows = new ArrayList<>();
        try (ParquetRows file = ParquetRows.open(FlinkInputFile.of(path), column -> true)) {
            for (GenericRecord row = file.next(); row != null; row = file.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** As many as are held back before a writer is made, fewer, and more. */
    @ParameterizedTest
    @ValueSource(ints = {1, 255, 256, 257, 1000})
    void parquetHasEachRecordWhetherItWasHeldBackOrNot(int count) throws Exception {
        List<GenericRecord> rows = parquet(write(OutputFormat.PARQUET, labels(count)));
        assertThat(rows.stream().map(row -> row.get("event_id").toString()))
                .containsExactlyElementsOf(labels(count).stream()
                        .map(record -> record.get("event_id").toString())
                        .toList());
        assertThat(rows.get(0)).hasToString("""
                {"event_id": "event-0", "stream_id": "camera", "sequence": 0, "captured_at": 1795564799000001, \
                "labelled_at": 1795564799000006, "input": {"topic": "events", "partition": 3, "offset": 0}, \
                "run_id": "run-1", "model": {"name": "net/1", "version": "v1", "sha256": "00ff"}, \
                "labels": [{"index": 3, "name": "cat", "score": 0.9}, {"index": 5, "name": "dog", "score": 0.1}], \
                "image_width": 640, "image_height": 480, "latency": {"queue_wait": 5, "decode": 1, "preprocess": 2, \
                "inference": 3, "capture_to_label": 5}, "flags": ["IMAGE_END_MISSING"]}""");
    }

    @Test
    void avroIsTheSchemaOfTopics() throws Exception {
        Path path = write(OutputFormat.AVRO, labels(100));
        try (DataFileReader<GenericRecord> file =
                new DataFileReader<>(new File(path.getPath()), new GenericDatumReader<>())) {
            assertThat(file.getSchema()).isEqualTo(labels(1).get(0).getSchema());
            assertThat((Iterable<GenericRecord>) file).hasSize(100);
        }
    }

    @Test
    void jsonIsOneRecordALine() throws Exception {
        List<String> lines = Files.readAllLines(
                java.nio.file.Path.of(write(OutputFormat.JSON, labels(100)).getPath()));
        assertThat(lines).hasSize(100);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertThat(first.at("/labels/0/name").asText()).isEqualTo("cat");
        assertThat(first.at("/captured_at").asLong()).isEqualTo(Outcomes.CAPTURED);
    }

    @Test
    void aDeadLetterHasTheRecordAsItWas() throws Exception {
        byte[] value = {1, 2, 3};
        DeadLetter letter = outcomes.deadLetter(Outcomes.rejected(9, value), Outcomes.CAPTURED);
        DeadLetter tombstone = outcomes.deadLetter(Outcomes.rejected(10, null), Outcomes.CAPTURED);
        List<GenericRecord> rows = parquet(write(OutputFormat.PARQUET, List.of(letter, tombstone)));
        assertThat(rows.get(0).get("value")).isEqualTo(ByteBuffer.wrap(value));
        assertThat(rows.get(0).get("key")).isEqualTo(ByteBuffer.wrap(new byte[] {7}));
        assertThat(rows.get(0).get("reason")).hasToString("NOT_AVRO");
        assertThat(rows.get(0).get("timestamp")).isEqualTo(Outcomes.CAPTURED / 1000);
        assertThat(rows.get(0).get("headers").toString())
                .contains("site")
                .contains("empty")
                .contains("null");
        assertThat(rows.get(1).get("value")).isNull();
        // The first is one of bytes, so that the schema's union is not the value's type by chance.
        assertThat(letter.getValue()).isEqualTo(ByteBuffer.wrap(value));
    }

    /** Two hundred dead letters of a megabyte each: the file's writer must not keep them all until it is ended. */
    @Test
    void largeDeadLettersAreWrittenAsTheyCome() throws Exception {
        Path path = new Path(folder.resolve("large.parquet").toUri());
        try (FSDataOutputStream out = path.getFileSystem().create(path, WriteMode.OVERWRITE)) {
            // A small one first, by which the library would expect more of its size.
            SpecificRecordBase first = outcomes.deadLetter(Outcomes.rejected(0, new byte[1]), 0);
            BulkWriter<SpecificRecordBase> writer =
                    RecordFormat.of(OutputFormat.PARQUET).open(out, first, false);
            writer.addElement(first);
            for (int i = 1; i < 200; i++) {
                writer.addElement(outcomes.deadLetter(Outcomes.rejected(i, noise()), 0));
                if (i == 100) {
                    assertThat(out.getPos()).as("bytes after 100 MiB").isGreaterThan(80L << 20);
                }
            }
            writer.finish();
        }
        try (ParquetRows file = ParquetRows.open(FlinkInputFile.of(path), "input"::equals)) {
            assertThat(file.count()).isEqualTo(200);
        }
    }

    private static byte[] noise() {
        byte[] bytes = new byte[1 << 20];
        new java.util.Random(1).nextBytes(bytes);
        return bytes;
    }
}
