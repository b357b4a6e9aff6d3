package io.frametag.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is behind more bytes than an int counts, or 32 bits: in files with a hole, which take no room. */
class LargeArchivesTest {
    private static final long HOLE = 5L << 30;

    @TempDir
    private Path folder;

    /** Two parts of a file with a hole between them. */
    private Path write(String name, byte[] before, byte[] behind) throws IOException {
        Path file = folder.resolve(name);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(before);
            out.seek(before.length + HOLE);
            out.write(behind);
        }
        return file;
    }

    /** All that is read of it, and the same in ranges. */
    private static List<String> outlines(Path file) throws IOException {
        Piece whole = Reading.piece(file);
        assertThat(whole.length()).isGreaterThan(HOLE);
        List<String> all = Reading.all(whole).stream().map(Reading::outline).toList();
        List<Piece> ranges = Reading.cut(whole, 1);
        assertThat(ranges.stream().flatMap(range -> Reading.all(range).stream()).map(Reading::outline))
                .isEqualTo(all);
        assertThat(ranges.get(ranges.size() - 1).start().position()).isGreaterThan(HOLE);
        return all;
    }

    private static byte[] header(String name, long size) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        byte[] header = new byte[512];
        entry.writeEntryHeader(header);
        return header;
    }

    @Test
    void aTarArchive() throws Exception {
        ByteArrayOutputStream behind = new ByteArrayOutputStream();
        for (int image = 1; image <= 2; image++) {
            behind.writeBytes(header(image + ".jpg", image));
            behind.writeBytes(Arrays.copyOf(new byte[] {7, 7}, 512));
        }
        behind.writeBytes(new byte[1024]);
        Path file = write("large.tar", header("video.bin", HOLE), behind.toByteArray());
        String at = "file:" + file + ":0:";
        assertThat(outlines(file)).containsExactly(at + "0 large.tar/1.jpg 1", at + "1 large.tar/2.jpg 2");
    }

    /** Its offsets are moved by hand to behind the hole: to write it as one would takes minutes. */
    @Test
    void aZipArchive() throws Exception {
        SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(channel)) {
            zip.setUseZip64(Zip64Mode.Always);
            for (int image = 1; image <= 2; image++) {
                zip.putArchiveEntry(new ZipArchiveEntry(image + ".jpg"));
                zip.write(new byte[image]);
                zip.closeArchiveEntry();
            }
        }
        ByteBuffer zip = ByteBuffer.wrap(Arrays.copyOf(channel.array(), (int) channel.size()))
                .order(ByteOrder.LITTLE_ENDIAN);
        int moved = 0;
        for (int at = 0; at <= zip.limit() - 4; at++) {
            switch (zip.getInt(at)) {
                // An entry of the directory: behind the name its only extra field, with two sizes, then the offset.
                case 0x02014b50 -> moved += move(zip, at + 46 + zip.getShort(at + 28) + 4 + 16);
                // The end, and what says where that is.
                case 0x06064b50 -> moved += move(zip, at + 48);
                case 0x07064b50 -> moved += move(zip, at + 8);
                default -> {}
            }
        }
        assertThat(moved).isEqualTo(4);
        Path file = write("large.zip", new byte[0], zip.array());
        String at = "file:" + file + ":0:";
        assertThat(outlines(file)).containsExactly(at + "0 large.zip/1.jpg 1", at + "1 large.zip/2.jpg 2");
    }

    private static int move(ByteBuffer zip, int offset) {
        zip.putLong(offset, zip.getLong(offset) + HOLE);
        return 1;
    }

    @Test
    void anAvroFile() throws Exception {
        byte[] small = AvroShardTest.container(6, "null");
        int first = AvroShardTest.blocks(small).get(0);
        ByteArrayOutputStream before = new ByteArrayOutputStream();
        before.write(small, 0, first);
        // A block without rows.
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(before, null);
        encoder.writeLong(0);
        encoder.writeLong(HOLE);
        encoder.flush();
        ByteArrayOutputStream behind = new ByteArrayOutputStream();
        behind.write(small, first - 16, small.length - first + 16);
        Path file = write("large.avro", before.toByteArray(), behind.toByteArray());

        List<String> expected = new ArrayList<>();
        for (int row = 0; row < 6; row++) {
            expected.add("file:" + file + ":0:" + row + " e-" + row + " " + (100 + 10 * row));
        }
        assertThat(outlines(file)).isEqualTo(expected);
    }
}
