package io.frametag.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.schema.ImageEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes images into files of all kinds that are read. */
final class Shards {
    private Shards() {}

    static void tar(Path file, Map<String, byte[]> images) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            writeTar(out, images);
        }
    }

    static void gzipTar(Path file, Map<String, byte[]> images) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            writeTar(out, images);
        }
    }

    private static void writeTar(OutputStream out, Map<String, byte[]> images) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, byte[]> image : images.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(image.getKey());
                entry.setSize(image.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(image.getValue());
                tar.closeArchiveEntry();
            }
        }
    }

    static void zip(Path file, Map<String, byte[]> images) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> image : images.entrySet()) {
                zip.putNextEntry(new ZipEntry(image.getKey()));
                zip.write(image.getValue());
            }
        }
    }

    /**
     * Written by DuckDB: columns image and name.
     *
     * @param folder of the images
     */
    static void parquet(Path file, Path folder, String codec) throws SQLException {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute(
                    "COPY (SELECT content AS image, parse_filename(filename) AS name FROM read_blob('" + folder
                            + "/*') ORDER BY name) TO '" + file + "' (FORMAT parquet, COMPRESSION '" + codec
                            + "', ROW_GROUP_SIZE 2048)");
        }
    }

    static void avro(Path file, List<ImageEvent> events) throws IOException {
        try (DataFileWriter<ImageEvent> writer = new DataFileWriter<>(new SpecificDatumWriter<>(ImageEvent.class))) {
            writer.setCodec(CodecFactory.deflateCodec(1));
            writer.create(ImageEvent.getClassSchema(), file.toFile());
            for (ImageEvent event : events) {
                writer.append(event);
            }
        }
    }
}
