package io.frametag.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.avro.AvroOutcomes;
import io.frametag.config.OutputFormat;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnsweredInputsTest {
    private final AvroOutcomes outcomes = new AvroOutcomes("run-1");

    @TempDir
    java.nio.file.Path folder;

    private void write(String name, OutputFormat format, SpecificRecordBase... records) throws IOException {
        Path path = new Path(folder.resolve(name + "." + format.extension()).toUri());
        try (FSDataOutputStream out = path.getFileSystem().create(path, WriteMode.OVERWRITE)) {
            BulkWriter<SpecificRecordBase> writer = RecordFormat.of(format).open(out, records[0], false);
            for (SpecificRecordBase record : records) {
                writer.addElement(record);
            }
            writer.finish();
        }
    }

    private List<String> read() throws IOException {
        List<String> read = new ArrayList<>();
        for (WrittenFile file : WrittenFiles.in(new Path(folder.toUri()))) {
            try (AnsweredInputs inputs = AnsweredInputs.of(file)) {
                for (AnsweredInput input = inputs.next(); input != null; input = inputs.next()) {
                    read.add(file.kind() + " " + input.topic() + ":" + input.partition() + ":" + input.offset() + " "
                            + input.runId());
                }
            }
        }
        return read;
    }

    @ParameterizedTest
    @EnumSource(OutputFormat.class)
    void whatWasWrittenIsReadBack(OutputFormat format) throws Exception {
        write("shed/part-0", format, outcomes.shed(Outcomes.shed(4)));
        write(
                "labels/from=a%2Fb/part-0",
                format,
                outcomes.labels(Outcomes.labelled("a/b", 0, 0), 0),
                outcomes.labels(Outcomes.labelled("a/b", 1, 0), 0));
        write("labels/part-1", format, outcomes.labels(Outcomes.labelled("c", 2, 0), 0));
        write("dead-letters/part-0", format, outcomes.deadLetter(Outcomes.rejected(3, new byte[3_000_000]), 0));

        assertThat(read())
                .containsExactly(
                        "LABELS events:3:0 run-1",
                        "LABELS events:3:1 run-1",
                        "LABELS events:3:2 run-1",
                        "DEAD_LETTERS events:3:3 run-1",
                        "SHED events:3:4 run-1");
    }

    @Test
    void whatIsBeingWrittenOrOfOtherToolsIsPassedOver() throws Exception {
        write("labels/part-0", OutputFormat.JSON, outcomes.labels(Outcomes.labelled("c", 2, 0), 0));
        for (String name :
                List.of("labels/.part-1.jsonl.inprogress.x", "labels/_SUCCESS", "labels/_delta_log/0.jsonl")) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), "{");
        }
        Files.writeString(folder.resolve("summary.json"), "{}");
        assertThat(read()).hasSize(1);
        Files.writeString(folder.resolve("labels/notes.txt"), "mine");
        assertThat(WrittenFiles.in(new Path(folder.toUri())))
                .filteredOn(file -> file.format().equals(Optional.empty()))
                .extracting(file -> file.path().getName())
                .containsExactly("notes.txt");
    }

    @Test
    void aFolderWithoutOutcomesIsNone() {
        assertThatThrownBy(() -> WrittenFiles.in(new Path(folder.resolve("no").toUri())))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("there is no such folder");
        assertThatThrownBy(() -> WrittenFiles.in(new Path(folder.toUri())))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("it has no folder labels, dead-letters or shed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "1",
                "text",
                "{}",
                "{\"run_id\": \"r\"}",
                "{\"input\": {\"topic\": \"t\", \"partition\": 0}, \"run_id\": \"r\"}",
                "{\"input\": {\"topic\": \"t\", \"partition\": \"x\", \"offset\": 1}, \"run_id\": \"r\"}",
                "{\"input\": {\"topic\": \"t\", \"partition\": 9999999999, \"offset\": 1}, \"run_id\": \"r\"}",
                "{\"input\": {\"topic\": \"t\", \"partition\": 0, \"offset\": 1}, \"run_id\": null}",
                "{\"input\": null, \"run_id\": \"r\"}"
            })
    void aLineThatIsNoOutcomeIsNotReadAsOne(String line) throws Exception {
        Files.createDirectories(folder.resolve("labels"));
        Files.writeString(folder.resolve("labels/x.jsonl"), line);
        assertThatThrownBy(this::read).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.parquet", "x.avro"})
    void aFileThatIsNoneOfItsFormatIsNotRead(String name) throws Exception {
        Files.createDirectories(folder.resolve("labels"));
        Files.writeString(folder.resolve("labels/" + name), "text that is neither");
        assertThatThrownBy(this::read).isInstanceOf(IOException.class);
    }

    @Test
    void anAvroFileOfSomethingElseIsNoOutcome() throws Exception {
        write("x", OutputFormat.AVRO, outcomes.shed(Outcomes.shed(4)).getInput());
        Files.createDirectories(folder.resolve("labels"));
        Files.move(folder.resolve("x.avro"), folder.resolve("labels/x.avro"));
        assertThatThrownBy(this::read).isInstanceOf(IOException.class).hasMessageStartingWith("It is no outcome");
    }

    @Test
    void anAvroFileOfNoRecordsOrWithADamagedHeaderIsNoOutcome() throws Exception {
        Files.createDirectories(folder.resolve("labels"));
        java.nio.file.Path file = folder.resolve("labels/x.avro");
        try (DataFileWriter<Object> strings = new DataFileWriter<>(new GenericDatumWriter<>())) {
            strings.create(Schema.create(Schema.Type.STRING), file.toFile());
            strings.append("text");
        }
        assertThatThrownBy(this::read)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("It is no container file of outcomes");
        byte[] damaged = Files.readAllBytes(file);
        damaged["Obj".length() + 20] ^= 0x10;
        Files.write(file, damaged);
        assertThatThrownBy(this::read).isInstanceOf(IOException.class);
    }
}
