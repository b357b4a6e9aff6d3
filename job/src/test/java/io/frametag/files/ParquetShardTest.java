package io.frametag.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.config.FilesInput;
import io.frametag.pipeline.RawRecord;
import io.frametag.pipeline.RejectReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of {@code make.py}, which lies beside them and says what is in them. */
class ParquetShardTest {
    private static final Path MADE = Path.of("src/test/resources/io/frametag/files/parquet");
    private static final int ROWS = 300;

    @TempDir
    private Path folder;

    private static byte[] image(int row) {
        byte[] image = new byte[row % 11 == 10 ? 0 : row];
        for (int i = 0; i < image.length; i++) {
            image[i] = (byte) ((row * 7 + i) % 251);
        }
        return image;
    }

    private static List<RawRecord> read(Piece piece, String imageColumn, String idColumn) {
        return read(piece, imageColumn, idColumn, Reading.LIMITS);
    }

    private static List<RawRecord> read(Piece piece, String imageColumn, String idColumn, ReadLimits limits) {
        List<RawRecord> records = new ArrayList<>();
        ShardOpener opener = new ShardOpener(limits, new FilesInput(List.of("unused"), imageColumn, idColumn));
        try (GuardedShard shard = opener.open(piece)) {
            for (Member member = shard.next(); member != null; member = shard.next()) {
                try {
                    records.add(member.read());
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return records;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"plain", "snappy", "gzip", "zstd", "lz4", "pages", "version2", "delta", "required", "datasets"})
    void eachRowIsAnImage(String name) throws Exception {
        Path file = MADE.resolve(name + ".parquet");

        List<RawRecord> records = Reading.all(file);

        assertThat(records).hasSize(ROWS);
        for (int row = 0; row < ROWS; row++) {
            RawRecord record = records.get(row);
            boolean isNull = name.equals("datasets") && row % 50 == 49;
            assertThat(Reading.image(record)).as("row %d", row).isEqualTo(isNull ? new byte[0] : image(row));
            assertThat(record.origin()).hasToString("file:" + file.toAbsolutePath() + ":0:" + row);
            assertThat(Reading.event(record).getEventId()).isEqualTo(name + ".parquet/" + row);
            assertThat(record.origin().key()).isEqualTo((name + ".parquet").getBytes(UTF_8));
        }
    }

    @Test
    void imagesOfADictionaryAreRead() throws Exception {
        assertThat(Reading.all(MADE.resolve("dictionary.parquet")))
                .map(record -> Reading.image(record).length)
                .isEqualTo(IntStream.range(0, ROWS)
                        .mapToObj(row -> row % 11 == 10 ? 0 : row % 5)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "snappy", "pages", "version2", "delta"})
    void aColumnMayNameTheImages(String name) throws Exception {
        Piece piece = Reading.piece(MADE.resolve(name + ".parquet"));

        assertThat(read(piece, "image", "name"))
                .as("where it is null, the row's number does")
                .map(record -> Reading.event(record).getEventId())
                .isEqualTo(IntStream.range(0, ROWS)
                        .mapToObj(row -> row % 50 == 49 ? name + ".parquet/" + row : "row-" + row)
                        .toList());
        assertThat(read(piece, "image", "number"))
                .map(record -> Reading.event(record).getEventId())
                .isEqualTo(IntStream.range(0, ROWS)
                        .mapToObj(row -> Integer.toString(row * 3))
                        .toList());
    }

    @Test
    void aFieldWithinAColumnIsNamedWithADot() throws Exception {
        Piece piece = Reading.piece(MADE.resolve("datasets.parquet"));
        List<RawRecord> records = read(piece, "image.bytes", "image.path");
        assertThat(Reading.image(records.get(7))).isEqualTo(image(7));
        assertThat(Reading.event(records.get(7)).getEventId()).isEqualTo("7.jpg");
    }

    @Test
    void aColumnThatIsNotThereOrHasNoBytesIsOneDeadLetterThatSaysWhich() throws Exception {
        Piece piece = Reading.piece(MADE.resolve("plain.parquet"));
        assertThat(read(piece, "picture", null))
                .map(Reading::outline)
                .singleElement()
                .asString()
                .contains("UNREADABLE_FILE")
                .endsWith(
                        "there is no column picture among label, image, name, number: name another by --image-column; nothing"
                                + " of it is read.");
        assertThat(read(piece, "label", null))
                .map(Reading::outline)
                .singleElement()
                .asString()
                .endsWith("the column label has INT64 and should have one of [BINARY]; nothing of it is read.");
        assertThat(read(piece, "image", "nobody"))
                .map(Reading::outline)
                .singleElement()
                .asString()
                .contains("name another by --id-column");
    }

    @ParameterizedTest
    @ValueSource(strings = {"snappy", "pages", "datasets", "plain"})
    void rangesHoldEachRowOnceAndAreReadOnFromAnywhere(String name) throws Exception {
        Piece whole = Reading.piece(MADE.resolve(name + ".parquet"));
        List<String> all = Reading.all(whole).stream().map(Reading::outline).toList();
        List<Piece> ranges = Reading.cut(whole, 1);
        assertThat(ranges)
                .hasSize(name.equals("plain") ? 2 : name.equals("pages") ? 3 : name.equals("datasets") ? 4 : 6);
        assertThat(ranges.stream().flatMap(range -> Reading.all(range).stream()).map(Reading::outline))
                .isEqualTo(all);
        try (GuardedShard shard = Reading.opener().open(whole)) {
            for (int read = 1; shard.next() != null; read++) {
                if (read % 17 == 0) {
                    assertThat(Reading.all(whole.from(shard.cursor())).stream().map(Reading::outline))
                            .isEqualTo(all.subList(read, ROWS));
                }
            }
        }
    }

    @Test
    void imagesThatAreTooLargeAreRefusedAndTheNextIsRead() throws Exception {
        ReadLimits small = new ReadLimits(200, 1_000, 1_000_000);
        List<RawRecord> records = read(Reading.piece(MADE.resolve("zstd.parquet")), "image", null, small);
        assertThat(records).hasSize(ROWS);
        for (int row = 0; row < ROWS; row++) {
            boolean tooLarge = row > 200 && row % 11 != 10;
            RawRecord record = records.get(row);
            assertThat(record.attachment() != null).as("row %d", row).isEqualTo(tooLarge);
            if (tooLarge) {
                assertThat(record.attachment().refusal()).isEqualTo(RejectReason.TOO_MANY_BYTES);
            }
        }
    }

    /** A page may be larger than what may be held of one: only dictionaries are held. */
    @Test
    void pagesAreNotHeld() throws Exception {
        ReadLimits small = new ReadLimits(400, 1_000, 500);
        assertThat(read(Reading.piece(MADE.resolve("plain.parquet")), "image", null, small))
                .hasSize(ROWS)
                .allMatch(record -> record.attachment() == null);
    }

    @Test
    void aDamagedPageCostsTheRestOfItsRowGroup() throws Exception {
        byte[] bytes = Files.readAllBytes(MADE.resolve("plain.parquet"));
        Path file = folder.resolve("damaged.parquet");
        int damaged = bytes.length / 3;
        // More than an image, so that a length is among it.
        Arrays.fill(bytes, damaged, damaged + 1500, (byte) 0xEE);
        Files.write(file, bytes);

        List<RawRecord> records = Reading.all(file);

        assertThat(records).hasSize(ROWS);
        int first = 0;
        while (records.get(first).attachment() == null) {
            first++;
        }
        assertThat(first).isBetween(100, 200);
        assertThat(Reading.image(records.get(99))).isEqualTo(image(99));
        assertThat(records.subList(first, ROWS)).allSatisfy(record -> {
            assertThat(record.attachment().refusal()).isEqualTo(RejectReason.UNREADABLE_FILE);
            assertThat(record.attachment().message())
                    .contains("the column of images cannot be read: ")
                    .contains(", from row ");
        });
    }

    /** Two columns are read by two streams. */
    @Test
    void aFileThatCannotBeOpenedTwiceIsTriedOnceForEachRowGroup() throws Exception {
        Path file = Files.copy(MADE.resolve("snappy.parquet"), folder.resolve("busy.parquet"));
        Piece piece =
                Piece.of(FarFileSystem.SCHEME + ":" + folder, "busy.parquet", FileType.PARQUET, Files.size(file), 0);
        // For the footer, and for the images of the first of five row groups.
        FarFileSystem.GOOD_FOR.put(file.toString(), 2);

        List<RawRecord> records = read(piece, "image", "name");

        assertThat(records)
                .hasSize(ROWS)
                .allMatch(record -> record.attachment().message().contains("it is too far away, from row "));
        assertThat(FarFileSystem.ATTEMPTS.get(file.toString())).isEqualTo(2 + 5);
        assertThat(FarFileSystem.OPEN.get(file.toString())).isZero();
    }

    @Test
    void aFileThatIsCutOrIsNoneIsOneDeadLetter() throws Exception {
        byte[] bytes = Files.readAllBytes(MADE.resolve("snappy.parquet"));
        Path file = folder.resolve("cut.parquet");
        for (int length = 0; length < bytes.length; length += 1_001) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThat(Reading.all(file))
                    .as("cut to %d", length)
                    .map(Reading::outline)
                    .singleElement()
                    .asString()
                    .endsWith("it is not a whole Parquet file; nothing of it is read.");
        }
    }
}
