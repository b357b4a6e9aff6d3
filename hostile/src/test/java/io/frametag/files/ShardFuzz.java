package io.frametag.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.frametag.config.FilesInput;
import io.frametag.hostile.fuzz.Cost;
import io.frametag.pipeline.RawRecord;
import io.frametag.schema.ImageEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of all kinds that {@code --input-files} reads. */
class ShardFuzz {
    private static final List<String> ENDINGS = List.of("jpg", "tar", "tar.gz", "zip", "avro", "parquet");
    private static final ReadLimits LIMITS = new ReadLimits(4_096, 1_000, 65_536);
    /** Each member of an archive, and each page, is read through buffers of its own. */
    private static final int BYTES_A_BYTE = 10_000;

    private static final Path PARQUET = Path.of("../job/src/test/resources/io/frametag/files/parquet");
    private static final FilesInput IMAGES = new FilesInput(List.of("unused"), "image", null);
    private static final FilesInput NAMED_IMAGES = new FilesInput(List.of("unused"), "image", "name");

    private Path folder;

    @BeforeEach
    void makeFolder() throws Exception {
        folder = Files.createTempDirectory("shards");
    }

    @AfterEach
    void deleteFolder() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10s")
    void aFileHoldsInputsThatAreReadOrRefused(@NotNull byte[] bytes) throws Exception {
        for (String ending : ENDINGS) {
            Files.write(folder.resolve("shard." + ending), bytes);
            Piece piece = Piece.of(
                    "file:" + folder,
                    "shard." + ending,
                    FileType.of("." + ending).orElseThrow(),
                    bytes.length,
                    0);
            for (FilesInput columns : ending.equals("parquet") ? List.of(IMAGES, NAMED_IMAGES) : List.of(IMAGES)) {
                Cost.bounded(
                        bytes.length,
                        BYTES_A_BYTE,
                        () -> assertThat(read(piece, columns)).isEqualTo(counted(piece, columns)));
            }
        }
    }

    private static List<Long> read(Piece piece, FilesInput columns) {
        List<Long> ordinals = new ArrayList<>();
        try (GuardedShard shard = open(piece, columns)) {
            for (GuardedShard.Guarded member = shard.next(); member != null; member = shard.next()) {
                RawRecord record = member.read();
                assertThat(record.value() == null).isEqualTo(record.attachment() != null);
                ordinals.add(record.origin().offset());
            }
        }
        return ordinals;
    }

    private static List<Long> counted(Piece piece, FilesInput columns) {
        List<Long> ordinals = new ArrayList<>();
        try (GuardedShard shard = open(piece, columns)) {
            for (GuardedShard.Guarded member = shard.next(); member != null; member = shard.next()) {
                ordinals.add(member.ordinal());
            }
        }
        return ordinals;
    }

    private static GuardedShard open(Piece piece, FilesInput columns) {
        return new ShardOpener(LIMITS, columns).open(piece);
    }

    static Stream<byte[]> seeds() throws IOException {
        // The second has a column name, and lengths as differences.
        byte[] images = Files.readAllBytes(PARQUET.resolve("dictionary.parquet"));
        byte[] named = Files.readAllBytes(PARQUET.resolve("delta.parquet"));
        return Stream.of(tar(), gzip(tar()), zip(), avro("null"), avro("deflate"), avro("snappy"), images, named);
    }

    private static byte[] tar() {
        byte[] archive = new byte[512 * 6];
        for (int member = 0; member < 2; member++) {
            TarArchiveEntry entry = new TarArchiveEntry(member + ".jpg");
            entry.setSize(5);
            byte[] header = new byte[512];
            entry.writeEntryHeader(header);
            System.arraycopy(header, 0, archive, member * 1024, 512);
        }
        return archive;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] zip() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int member = 0; member < 2; member++) {
                zip.putNextEntry(new ZipEntry(member + ".jpg"));
                zip.write(new byte[50]);
            }
        }
        return out.toByteArray();
    }

    private static byte[] avro(String codec) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataFileWriter<ImageEvent> writer = new DataFileWriter<>(new SpecificDatumWriter<>(ImageEvent.class))) {
            writer.setCodec(CodecFactory.fromString(codec));
            writer.create(ImageEvent.getClassSchema(), out);
            for (int row = 0; row < 3; row++) {
                writer.append(new ImageEvent(
                        "e",
                        "s",
                        (long) row,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        "image/jpeg",
                        null,
                        null,
                        null,
                        ByteBuffer.wrap(new byte[20]),
                        Map.of()));
            }
        }
        return out.toByteArray();
    }
}
