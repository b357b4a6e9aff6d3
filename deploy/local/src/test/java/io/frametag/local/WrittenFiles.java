package io.frametag.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/** An output folder as people's own tools see it: DuckDB, Avro's reader of container files, any reader of JSON. */
record WrittenFiles(Path folder) {
    /** @return visible files, and no folders, below a folder of it */
    List<Path> visible(String below) throws IOException {
        Path root = folder.resolve(below);
        while (Files.exists(root)) {
            try (Stream<Path> files = Files.walk(root)) {
                return files.filter(Files::isRegularFile)
                        .filter(file -> !file.getFileName().toString().startsWith("."))
                        .sorted()
                        .toList();
            } catch (UncheckedIOException e) {
                if (!(e.getCause() instanceof NoSuchFileException)) {
                    throw e;
                }
                // A file got its name between being listed and being looked at.
            }
        }
        return List.of();
    }

    List<LabelRow> labels(String format) throws Exception {
        if (visible("labels").isEmpty()) {
            return List.of();
        }
        return switch (format) {
            case "parquet" -> parquetLabels();
            case "avro" -> avro("labels").stream().map(LabelRow::of).toList();
            default -> jsonLabels();
        };
    }

    private List<LabelRow> jsonLabels() throws IOException {
        List<LabelRow> rows = new ArrayList<>();
        for (Path file : visible("labels")) {
            for (String line : Files.readAllLines(file)) {
                rows.add(LabelRow.of(new ObjectMapper().readTree(line)));
            }
        }
        return rows;
    }

    List<GenericRecord> avro(String below) throws IOException {
        List<GenericRecord> records = new ArrayList<>();
        for (Path path : visible(below)) {
            try (DataFileReader<GenericRecord> file =
                    new DataFileReader<>(new File(path.toString()), new GenericDatumReader<>())) {
                file.forEach(records::add);
            }
        }
        return records;
    }

    private List<LabelRow> parquetLabels() throws SQLException, IOException {
        Map<String, List<String>> labels = new HashMap<>();
        query(
                "SELECT input, label.index, label.name, label.score FROM (SELECT input, unnest(labels) AS label,"
                        + " generate_subscripts(labels, 1) AS rank FROM labels) ORDER BY input, rank",
                row -> labels.computeIfAbsent(row.getObject(1).toString(), input -> new ArrayList<>())
                        .add(LabelRow.label(row.getInt(2), row.getString(3), row.getFloat(4))));
        List<LabelRow> rows = new ArrayList<>();
        query(
                "SELECT input, event_id, stream_id, sequence, epoch_us(captured_at),"
                        + " concat_ws(':', input.topic, input.partition, input.offset), model.name, image_width,"
                        + " image_height, coalesce(array_to_string(flags, ' '), '') FROM labels",
                row -> rows.add(new LabelRow(
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getString(6),
                        row.getString(7),
                        labels.getOrDefault(row.getObject(1).toString(), List.of()),
                        row.getInt(8),
                        row.getInt(9),
                        Arrays.stream(row.getString(10).split(" "))
                                .filter(flag -> !flag.isEmpty())
                                .toList())));
        return rows;
    }

    @FunctionalInterface
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** Asks DuckDB, to which the Parquet files are the tables {@code labels} and {@code dead_letters}. */
    void query(String sql, RowReader reader) throws SQLException, IOException {
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            for (String table : List.of("labels", "dead-letters")) {
                if (!visible(table).isEmpty()) {
                    statement.execute("CREATE VIEW " + table.replace('-', '_') + " AS SELECT * FROM read_parquet('"
                            + folder.resolve(table) + "/**/*.parquet')");
                }
            }
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }

    List<String> texts(String sql) throws SQLException, IOException {
        List<String> texts = new ArrayList<>();
        query(sql, row -> texts.add(row.getString(1)));
        return texts;
    }
}
