package io.frametag.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.frametag.pipeline.RawRecord;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a small file says it holds costs neither a flood of dead letters nor the heap. */
@Timeout(60)
class ParquetClaimsTest {
    private static final byte[] THREE = ParquetPages.plain(new byte[] {1}, new byte[] {2, 2}, new byte[] {3, 3, 3});
    /** Three bytes as one value: blocks of 128 in 4 parts, 1 value, of length 3 (as zigzag). */
    private static final byte[] DELTA = {(byte) 0x80, 1, 4, 1, 6, 'a', 'b', 'c'};

    @TempDir
    private Path folder;

    private Path write(byte[] content) throws IOException {
        return Files.write(folder.resolve("claims.parquet"), content);
    }

    private static List<String> outlines(Path file) throws IOException {
        return Reading.all(file).stream().map(Reading::outline).toList();
    }

    private static ParquetPages required() {
        return new ParquetPages(FieldRepetitionType.REQUIRED);
    }

    @Test
    void aRowGroupOfMoreRowsThanItCanHaveIsOneDeadLetter() throws Exception {
        for (long rows : new long[] {1L << 50, (1L << 24) + 1, Long.MAX_VALUE}) {
            Path file =
                    write(required().bytes(new byte[900]).group(rows, 4, 900).finish());
            assertThat(outlines(file))
                    .singleElement()
                    .asString()
                    .contains("claims.parquet:0:0 UNREADABLE_FILE")
                    .contains("its footer claims " + rows + " rows in 900 bytes of a row group")
                    .endsWith("; nothing of it is read.");
        }
        Path negative = write(required().bytes(new byte[900]).group(-1, 4, 900).finish());
        assertThat(outlines(negative)).singleElement().asString().contains("the Parquet footer contradicts itself");
    }

    @Test
    void rowGroupsThatShareTheirBytesAreOneDeadLetter() throws Exception {
        ParquetPages pages = required().bytes(new byte[3_000]);
        for (int group = 0; group < 3; group++) {
            pages.group(3_000, 4, 3_000);
        }
        assertThat(outlines(write(pages.finish())))
                .singleElement()
                .asString()
                .contains("its footer claims 3000 rows in 3000 bytes of a row group, and 6000 bytes so far");
    }

    /** Whoever counts finds the same, and the next row group has the numbers that it would have had. */
    @Test
    void rowsThatAreNotThereAreOneDeadLetterOfTheirRowGroup() throws Exception {
        byte[] page = ParquetPages.data(3, Encoding.PLAIN, THREE, 0);
        ParquetPages pages = required().bytes(page).bytes(page);
        Path file = write(pages.group(1_000_000, 4, page.length)
                .group(3, 4 + page.length, page.length)
                .finish());

        List<String> read = outlines(file);

        assertThat(read).hasSize(7);
        assertThat(read.get(2)).contains("claims.parquet:0:2 ").endsWith(" 3");
        assertThat(read.get(3))
                .contains("claims.parquet:0:3 UNREADABLE_FILE")
                .contains(
                        "the column of images cannot be read: it ends too early, from row 3 on; none of the 999997 rows"
                                + " that its row group claims is read.");
        assertThat(read.get(4)).contains("claims.parquet:0:1000000 ").endsWith(" 1");
        assertThat(Reading.ordinals(Reading.piece(file)))
                .containsExactly(0L, 1L, 2L, 3L, 1_000_000L, 1_000_001L, 1_000_002L);
        Piece whole = Reading.piece(file);
        try (GuardedShard shard = Reading.opener().open(whole)) {
            for (int done = 1; shard.next() != null; done++) {
                assertThat(Reading.all(whole.from(shard.cursor())).stream().map(Reading::outline))
                        .as("from row %d", done)
                        .isEqualTo(read.subList(done, 7));
            }
        }
    }

    @Test
    void aMillionNullsInAFewBytesAreAMillionRows() throws Exception {
        // The levels' length, a run of a million (twice that as a varint), and its value: 0, not there.
        byte[] nulls = {4, 0, 0, 0, (byte) 0x80, (byte) 0x89, 0x7A, 0};
        byte[] page = ParquetPages.data(1_000_000, Encoding.PLAIN, nulls, 0);
        Path file = write(new ParquetPages(FieldRepetitionType.OPTIONAL)
                .bytes(page)
                .group(1_000_000, 4, page.length)
                .finish());

        assertThat(Reading.ordinals(Reading.piece(file)))
                .isEqualTo(LongStream.range(0, 1_000_000).boxed().collect(Collectors.toList()));
    }

    @Test
    void aSchemaThatIsNestedWithoutEndIsOneDeadLetter() throws Exception {
        List<SchemaElement> schema = new ArrayList<>();
        for (int depth = 0; depth < 200_000; depth++) {
            SchemaElement group = new SchemaElement("a");
            group.setNum_children(1);
            group.setRepetition_type(FieldRepetitionType.REQUIRED);
            schema.add(group);
        }
        SchemaElement leaf = new SchemaElement("image");
        leaf.setType(Type.BYTE_ARRAY);
        leaf.setRepetition_type(FieldRepetitionType.REQUIRED);
        schema.add(leaf);

        assertThat(outlines(write(required().finish(schema))))
                .singleElement()
                .asString()
                .endsWith("it is not a whole Parquet file; nothing of it is read.");
    }

    /** Parquet's own classes make room for 100 million of anything that a few bytes claim. */
    @Test
    void whatAFooterOrAPagesHeaderClaimsTakesNoMoreMemoryThanItHasBytes() throws Exception {
        // Field 2 (the schema) is a list of structs, and field 6 (who wrote it) a text; each of 90 million.
        byte[] list = {0x15, 2, 0x19, (byte) 0xFC, (byte) 0x80, (byte) 0x95, (byte) 0xF5, 0x2A};
        byte[] text = {0x15, 2, 0x58, (byte) 0x80, (byte) 0x95, (byte) 0xF5, 0x2A};
        for (byte[] footer : List.of(list, text)) {
            Path file = write(ParquetPages.withFooter(footer));
            assertThat(allocatedBy(() -> assertThat(outlines(file))
                            .singleElement()
                            .asString()
                            .endsWith("it is not a whole Parquet file; nothing of it is read.")))
                    .isLessThan(20L << 20);
        }
        // Field 5 (the header of a page of data), in it field 5 (statistics), in it field 1 (the largest): a text.
        byte[] page = {0x15, 0, 0x15, 2, 0x15, 2, 0x2C, 0x5C, 0x18, (byte) 0x80, (byte) 0x95, (byte) 0xF5, 0x2A};
        assertThat(allocatedBy(() -> assertThatThrownBy(() -> lengths(1, 1_000, page))
                        .isInstanceOf(IOException.class)
                        .hasMessageStartingWith("a page's header is damaged")))
                .isLessThan(20L << 20);
    }

    private static long allocatedBy(ThrowingCallable work) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            work.call();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /** Reads the column of a row group of 2^30 rows as if it were of so many. */
    private List<Integer> lengths(int count, int mostPageBytes, byte[]... pages) throws Exception {
        ParquetPages file = required();
        for (byte[] page : pages) {
            file.bytes(page);
        }
        long size = file.position() - 4L;
        Path path = write(file.finish());
        List<Integer> lengths = new ArrayList<>();
        try (SeekableBytes bytes = SeekableBytes.open("file:" + path);
                ParquetValues values = new ParquetValues(
                        bytes,
                        new ParquetFooter.Chunk(4, size, CompressionCodecName.UNCOMPRESSED),
                        new ParquetFooter.Column(List.of("image"), PrimitiveTypeName.BINARY, 0),
                        1L << 30,
                        mostPageBytes)) {
            for (int i = 0; i < count; i++) {
                lengths.add(values.next());
            }
        }
        return lengths;
    }

    @Test
    void lengthsOfMoreValuesThanAPageHasTakeNoMemory() throws Exception {
        // 2^29 values, of which no more than the count is there.
        byte[] claim = {(byte) 0x80, 1, 4, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 2, 6, 'a', 'b', 'c'};
        byte[] page = ParquetPages.data(1 << 29, Encoding.DELTA_LENGTH_BYTE_ARRAY, claim, 0);
        assertThatThrownBy(() -> lengths(1, 1_000, page))
                .isInstanceOf(IOException.class)
                .hasMessage("the lengths of values are damaged");
        assertThat(lengths(1, 1_000, ParquetPages.data(1, Encoding.DELTA_LENGTH_BYTE_ARRAY, DELTA, 0)))
                .containsExactly(3);
    }

    @Test
    void aPageOfMoreValuesThanTheRowGroupHasRowsIsDamaged() throws Exception {
        byte[] page = ParquetPages.data(3, Encoding.PLAIN, THREE, 0);
        Path file = write(required().bytes(page).group(2, 4, page.length).finish());
        assertThat(Reading.all(file))
                .map(RawRecord::attachment)
                .hasSize(2)
                .allSatisfy(refusal -> assertThat(refusal.message())
                        .contains("a page has 3 values, and the row group no more than 2 rows"));
    }

    @Test
    void pagesThatAreReadWholeHaveTheirChecksum() throws Exception {
        byte[] dictionary = ParquetPages.dictionary(3, THREE, 0);
        // Numbers of 8 bits; one run of 4 with the value 2.
        byte[] places = ParquetPages.data(4, Encoding.RLE_DICTIONARY, new byte[] {8, 8, 2}, 0);
        assertThat(lengths(4, 1_000, dictionary, places)).containsExactly(3, 3, 3, 3);

        byte[] damaged = ParquetPages.dictionary(3, THREE, 1);
        assertThatThrownBy(() -> lengths(4, 1_000, damaged, places)).hasMessage("a page does not have its checksum");
        byte[] delta = ParquetPages.data(1, Encoding.DELTA_LENGTH_BYTE_ARRAY, DELTA, 1);
        assertThatThrownBy(() -> lengths(1, 1_000, delta)).hasMessage("a page does not have its checksum");
    }

    @Test
    void aDictionaryOfManyEmptyValuesIsAsLargeAsItsArraysAre() throws Exception {
        byte[] dictionary = ParquetPages.dictionary(1_000, new byte[4_000], 0);
        byte[] places = ParquetPages.data(4, Encoding.RLE_DICTIONARY, new byte[] {8, 8, 2}, 0);
        assertThat(lengths(4, 56_000, dictionary, places)).containsExactly(0, 0, 0, 0);
        assertThatThrownBy(() -> lengths(4, 55_990, dictionary, places))
                .hasMessage("its dictionary has 1000 values of 4000 bytes together: raise --bytes-in-flight");
    }
}
