package io.frametag.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.pipeline.RawRecord;
import io.frametag.pipeline.RejectReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipShardTest {
    private static final Instant THEN = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);

    private void add(String name, byte[] data) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(FileTime.from(THEN));
        zip.putNextEntry(entry);
        zip.write(data);
        zip.closeEntry();
    }

    private void addStored(String name, byte[] data) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(data.length);
        CRC32 crc = new CRC32();
        crc.update(data);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(data);
        zip.closeEntry();
    }

    private byte[] finish() throws IOException {
        zip.close();
        return bytes.toByteArray();
    }

    private Path write(byte[] content) throws IOException {
        return Files.write(folder.resolve("photos.zip"), content);
    }

    private static byte[] data(int size) {
        byte[] data = new byte[size];
        new Random(size).nextBytes(data);
        return data;
    }

    private static List<String> outlines(Path file) throws IOException {
        return Reading.all(file).stream().map(Reading::outline).toList();
    }

    /** The directory's entry of the n-th member. */
    private static int entry(byte[] archive, int n) {
        int found = -1;
        for (int at = 0; at < archive.length - 4; at++) {
            if (ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN).getInt(at) == 0x02014b50 && ++found == n) {
                return at;
            }
        }
        throw new AssertionError(n);
    }

    @Test
    void eachImageIsAnEventOfTheArchivesStream() throws Exception {
        add("cats/", new byte[0]);
        add("cats/1.jpg", data(500));
        add("cats/1.json", "{}".getBytes(UTF_8));
        addStored("2.PNG", data(70));
        add("__MACOSX/cats/._1.jpg", data(9));
        Path file = write(finish());

        List<RawRecord> records = Reading.all(file);

        assertThat(records).hasSize(2);
        assertThat(records.get(0).origin()).hasToString("file:" + file + ":0:0");
        assertThat(records.get(0).origin().timestamp()).isEqualTo(THEN.toEpochMilli());
        assertThat(records.get(1).origin()).hasToString("file:" + file + ":0:1");
        assertThat(records.get(1).origin().key()).isEqualTo("photos.zip".getBytes(UTF_8));
        assertThat(Reading.event(records.get(0)).getEventId()).isEqualTo("photos.zip/cats/1.jpg");
        assertThat(Reading.event(records.get(1)).getEventId()).isEqualTo("photos.zip/2.PNG");
        assertThat(Reading.event(records.get(1)).getContentType()).isEqualTo("image/png");
        assertThat(Reading.image(records.get(0))).isEqualTo(data(500));
        assertThat(Reading.image(records.get(1))).isEqualTo(data(70));
    }

    @Test
    void aPathThatGoesUpOrStaysIsNotHidden() throws Exception {
        add("./1.jpg", data(5));
        add("../photos/2.jpg", data(6));
        add(".3.jpg", data(7));
        add("./.a/4.jpg", data(8));

        Path file = write(finish());
        assertThat(Reading.all(file))
                .map(record -> Reading.event(record).getEventId())
                .containsExactly("photos.zip/./1.jpg", "photos.zip/../photos/2.jpg");
        try (GuardedShard shard = Reading.opener().open(Reading.piece(file))) {
            while (shard.next() != null) {
                assertThat(shard.hidden()).isLessThanOrEqualTo(2);
            }
            assertThat(shard.hidden()).as("counted").isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "IBM437"})
    void namesAreReadInUtf8OrWhatCameBeforeIt(String charset) throws Exception {
        try (ZipOutputStream old = new ZipOutputStream(bytes, Charset.forName(charset))) {
            old.putNextEntry(new ZipEntry("Käse.jpg"));
            old.write(data(3));
        }
        assertThat(outlines(write(bytes.toByteArray())))
                .singleElement()
                .asString()
                .endsWith("photos.zip/Käse.jpg 3");
    }

    @Test
    void archivesOf64BitsAreRead() throws Exception {
        SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
        try (ZipArchiveOutputStream large = new ZipArchiveOutputStream(channel)) {
            large.setUseZip64(Zip64Mode.Always);
            for (int i = 0; i < 3; i++) {
                large.putArchiveEntry(new ZipArchiveEntry(i + ".jpg"));
                large.write(data(100 + i));
                large.closeArchiveEntry();
            }
        }
        byte[] archive = Arrays.copyOf(channel.array(), (int) channel.size());
        assertThat(outlines(write(archive)))
                .hasSize(3)
                .last()
                .asString()
                .endsWith("photos.zip:0:2 photos.zip/2.jpg 102");
    }

    @Test
    void whatStandsInFrontOfAnArchiveDoesNotMatter() throws Exception {
        add("1.jpg", data(50));
        byte[] archive = finish();
        byte[] withProgram = new byte[archive.length + 777];
        System.arraycopy(archive, 0, withProgram, 777, archive.length);
        assertThat(outlines(write(withProgram))).singleElement().asString().endsWith("photos.zip/1.jpg 50");
    }

    @Test
    void encryptedAndUnusualMembersAreRefusedByThemselves() throws Exception {
        for (int i = 0; i < 5; i++) {
            add(i + ".jpg", data(100));
        }
        byte[] archive = finish();
        archive[entry(archive, 1) + 8] |= 1;
        archive[entry(archive, 2) + 10] = 93;
        ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN).putInt(entry(archive, 3) + 42, 1_000_000_000);

        assertThat(outlines(write(archive)))
                .satisfiesExactly(
                        whole -> assertThat(whole).endsWith("0.jpg 100"),
                        encrypted -> assertThat(encrypted)
                                .contains("UNREADABLE_FILE")
                                .endsWith(": 1.jpg is encrypted."),
                        unusual -> assertThat(unusual)
                                .endsWith(": 2.jpg is compressed by method 93: only Deflate is read."),
                        elsewhere -> assertThat(elsewhere)
                                .endsWith(
                                        "at byte offset 1000000000: 3.jpg is damaged: its header is not in the archive."),
                        last -> assertThat(last).endsWith("photos.zip:0:4 photos.zip/4.jpg 100"));
    }

    @Test
    void damagedDataAreFoundByTheirChecksum() throws Exception {
        addStored("0.jpg", data(100));
        addStored("1.jpg", data(100));
        add("2.jpg", data(100));
        byte[] archive = finish();
        archive[60] ^= 1;
        int third = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN).getInt(entry(archive, 2) + 42);
        Arrays.fill(archive, third + 50, third + 90, (byte) 0x5A);

        assertThat(outlines(write(archive)))
                .satisfiesExactly(
                        damaged -> assertThat(damaged)
                                .endsWith(
                                        "at byte offset 0: 0.jpg does not have the checksum that the zip directory says."),
                        whole -> assertThat(whole).endsWith("1.jpg 100"),
                        damaged ->
                                assertThat(damaged).contains("UNREADABLE_FILE").contains(": 2.jpg "));
    }

    @Test
    void bombsAreRefusedForTheSizeTheyClaimAndForTheOneTheyHave() throws Exception {
        add("claims.jpg", new byte[200_000_000]);
        add("lies.jpg", new byte[50_000_000]);
        byte[] archive = finish();
        assertThat(archive).hasSizeLessThan(400_000);
        ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN).putInt(entry(archive, 1) + 24, 1_000);

        List<RawRecord> records = Reading.all(write(archive));

        assertThat(records.get(0).attachment().refusal()).isEqualTo(RejectReason.TOO_MANY_BYTES);
        assertThat(records.get(0).attachment().message())
                .endsWith(" at byte offset 0: the image has 200000000 bytes, and the limit is 100000.");
        assertThat(records.get(1).attachment().refusal()).isEqualTo(RejectReason.UNREADABLE_FILE);
        assertThat(records.get(1).attachment().message())
                .endsWith("lies.jpg is not as long as the zip directory says.");
    }

    @Test
    void anArchiveWithoutItsEndIsOneDeadLetter() throws Exception {
        add("0.jpg", data(100));
        byte[] archive = finish();
        for (int length : new int[] {0, 1, 21, 100, archive.length - 1}) {
            assertThat(outlines(write(Arrays.copyOf(archive, length))))
                    .as("cut to %d", length)
                    .singleElement()
                    .asString()
                    .contains("photos.zip:0:0 UNREADABLE_FILE")
                    .endsWith(
                            "there is no zip directory at the end: it is no zip archive, or cut short; what it names from"
                                    + " there on is not read.");
        }
        assertThat(outlines(write(archive))).hasSize(1);
    }

    @Test
    void aDamagedDirectoryIsReadAsFarAsItIsWhole() throws Exception {
        for (int i = 0; i < 4; i++) {
            add(i + ".jpg", data(100));
        }
        byte[] archive = finish();
        archive[entry(archive, 2)] = 0;

        assertThat(outlines(write(archive)))
                .hasSize(3)
                .last()
                .asString()
                .contains("photos.zip:0:2 UNREADABLE_FILE")
                .contains(
                        "there is no entry in the zip directory where one must be; what it names from there on is not read.");
    }

    @Test
    void anEmptyArchiveHasNoInputs() throws Exception {
        assertThat(outlines(write(finish()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 100})
    void rangesHoldEachImageOnceAndAreReadOnFromAnywhere(int every) throws Exception {
        for (int i = 0; i < 17; i++) {
            add("%02d.jpg".formatted(i), data(1 + 211 * i));
            add("%02d.json".formatted(i), data(i));
        }
        Piece whole = Reading.piece(write(finish()));
        List<String> all = Reading.all(whole).stream().map(Reading::outline).toList();
        assertThat(all).hasSize(17);

        assertThat(Reading.cut(whole, every).stream()
                        .flatMap(range -> Reading.all(range).stream())
                        .map(Reading::outline))
                .isEqualTo(all);
        try (GuardedShard shard = Reading.opener().open(whole)) {
            for (int read = 1; shard.next() != null; read++) {
                assertThat(Reading.all(whole.from(shard.cursor())).stream().map(Reading::outline))
                        .isEqualTo(all.subList(read, 17));
            }
        }
    }
}
