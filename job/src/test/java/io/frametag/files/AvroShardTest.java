package io.frametag.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.pipeline.RawRecord;
import io.frametag.pipeline.RejectReason;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.ImageUri;
import io.frametag.schema.SingleObjectCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroShardTest {
    private static final int ROWS_A_BLOCK = 4;

    @TempDir
    private Path folder;

    private static ImageEvent event(int row) {
        byte[] image = new byte[100 + 10 * row];
        new Random(row).nextBytes(image);
        return ImageEvent.newBuilder()
                .setEventId("e-" + row)
                .setStreamId("camera-" + row % 3)
                .setSequence(row)
                .setCapturedAt(Instant.ofEpochMilli(1_700_000_000_000L + row))
                .setSentAt(Instant.ofEpochMilli(1_700_000_001_000L + row))
                .setContentType("image/jpeg")
                .setPayload(ByteBuffer.wrap(image))
                .setAttributes(Map.of("site", "north"))
                .build();
    }

    static byte[] container(int rows, String codec) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataFileWriter<ImageEvent> writer = new DataFileWriter<>(new SpecificDatumWriter<>(ImageEvent.class))) {
            writer.setCodec(CodecFactory.fromString(codec));
            writer.create(ImageEvent.getClassSchema(), out);
            for (int row = 0; row < rows; row++) {
                writer.append(event(row));
                if (row % ROWS_A_BLOCK == ROWS_A_BLOCK - 1) {
                    writer.sync();
                }
            }
        }
        return out.toByteArray();
    }

    private Path write(byte[] content) throws IOException {
        return Files.write(folder.resolve("events.avro"), content);
    }

    private static List<String> outlines(Path file) throws IOException {
        return Reading.all(file).stream().map(Reading::outline).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "deflate", "snappy", "bzip2", "zstandard"})
    void eachRowIsTheEventAsItIs(String codec) throws Exception {
        Path file = write(container(10, codec));

        List<RawRecord> records = Reading.all(file);

        assertThat(records).hasSize(10);
        for (int row = 0; row < 10; row++) {
            RawRecord record = records.get(row);
            assertThat(record.value()).isEqualTo(SingleObjectCodec.imageEvents().encode(event(row)));
            assertThat(record.origin()).hasToString("file:" + file + ":0:" + row);
            assertThat(record.origin().key()).isEqualTo(("camera-" + row % 3).getBytes(UTF_8));
            assertThat(record.origin().timestamp()).isEqualTo(1_700_000_000_000L + row);
        }
    }

    @Test
    void aPayloadMayBeAUri() throws Exception {
        ImageEvent event = event(0);
        event.setPayload(new ImageUri("https://example.org/cat.jpg"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataFileWriter<ImageEvent> writer = new DataFileWriter<>(new SpecificDatumWriter<>(ImageEvent.class))) {
            writer.create(ImageEvent.getClassSchema(), out).append(event);
        }
        assertThat(Reading.all(write(out.toByteArray())))
                .singleElement()
                .satisfies(record -> assertThat(Reading.event(record)).isEqualTo(event));
    }

    @Test
    void rowsOfAnOlderReleaseAreRead() throws Exception {
        Schema oldest = new Schema.Parser()
                .parse(Path.of("../schemas/released/image-event/v1.avsc").toFile());
        GenericRecord old = new GenericData.Record(oldest);
        ImageEvent event = event(5);
        for (Schema.Field field : oldest.getFields()) {
            Object value = event.get(field.name());
            old.put(field.name(), value instanceof Instant time ? time.toEpochMilli() * 1000 : value);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(oldest))) {
            writer.create(oldest, out).append(old);
        }
        assertThat(Reading.all(write(out.toByteArray()))).singleElement().satisfies(record -> {
            assertThat(Reading.event(record).getEventId()).isEqualTo("e-5");
            assertThat(Reading.image(record)).hasSize(150);
        });
    }

    @Test
    void aFileOfOtherRecordsIsOneDeadLetter() throws Exception {
        Schema other = SchemaBuilder.record("Other").fields().requiredLong("a").endRecord();
        GenericRecord row = new GenericData.Record(other);
        row.put("a", 1L);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(other))) {
            writer.create(other, out).append(row);
        }
        assertThat(Reading.all(write(out.toByteArray()))).singleElement().satisfies(record -> {
            assertThat(record.attachment().refusal()).isEqualTo(RejectReason.UNKNOWN_SCHEMA);
            assertThat(record.attachment().message())
                    .contains("at byte offset 0: its records are of schema Other ")
                    .endsWith("which is no released version of ImageEvent; nothing is read from there on.");
        });
    }

    @Test
    void anUnknownCompressionIsOneDeadLetter() throws Exception {
        byte[] file = container(3, "deflate");
        int codec = new String(file, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("deflate");
        System.arraycopy("inflate".getBytes(UTF_8), 0, file, codec, 7);
        assertThat(outlines(write(file)))
                .singleElement()
                .asString()
                .contains("its blocks are compressed by inflate, which is not read");
    }

    /** Where the blocks begin, by the markers behind them. */
    static List<Integer> blocks(byte[] file) {
        byte[] sync = Arrays.copyOfRange(file, file.length - 16, file.length);
        List<Integer> blocks = new ArrayList<>();
        for (int at = 0; at <= file.length - 16; at++) {
            if (Arrays.equals(sync, Arrays.copyOfRange(file, at, at + 16))) {
                blocks.add(at + 16);
            }
        }
        return blocks.subList(0, blocks.size() - 1);
    }

    @Test
    void aPoisonedBlockCostsItsRowsAndNoOther() throws Exception {
        byte[] file = container(12, "deflate");
        int second = blocks(file).get(1);
        Arrays.fill(file, second + 100, second + 140, (byte) 0xFF);

        List<String> read = outlines(write(file));

        assertThat(read).hasSize(12);
        assertThat(read.subList(0, 4)).noneMatch(record -> record.contains("UNREADABLE"));
        assertThat(read.subList(4, 8))
                .allMatch(record -> record.contains("UNREADABLE_FILE")
                        && record.contains("events.avro at byte offset " + second + ": the block is damaged: "));
        assertThat(read.subList(8, 12)).noneMatch(record -> record.contains("UNREADABLE"));
        assertThat(read.get(11)).contains("events.avro:0:11 e-11 210");
    }

    /** Snappy itself does not see it: the bytes of an image are as good as others. */
    @Test
    void aBlockWithAnotherChecksumIsDamaged() throws Exception {
        byte[] file = container(12, "snappy");
        byte[] image = new byte[10];
        ((ByteBuffer) event(5).getPayload()).duplicate().get(image);
        int at = indexOf(image, file);
        file[at + 4] ^= 1;

        List<String> read = outlines(write(file));

        assertThat(read).hasSize(12);
        assertThat(read)
                .filteredOn(record -> record.contains("UNREADABLE_FILE"))
                .hasSize(4)
                .allMatch(record -> record.contains("the block is damaged: it does not have its checksum"));
    }

    private static int indexOf(byte[] part, byte[] whole) {
        for (int at = 0; at <= whole.length - part.length; at++) {
            if (Arrays.equals(part, Arrays.copyOfRange(whole, at, at + part.length))) {
                return at;
            }
        }
        throw new AssertionError("it is not there as it is");
    }

    @Test
    void rowsInFrontOfADamagedOneAreRead() throws Exception {
        byte[] file = container(12, "null");
        int second = blocks(file).get(1);
        // The third row's id gets a length that no block has.
        int third = new String(file, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("e-6");
        assertThat(third).isGreaterThan(second);
        file[third - 1] = (byte) 0x7F;

        List<String> read = outlines(write(file));

        assertThat(read).hasSize(12);
        assertThat(read)
                .filteredOn(record -> record.contains("UNREADABLE_FILE"))
                .hasSize(2)
                .allMatch(record -> record.contains(", from row 6 on"));
        assertThat(read.get(5)).contains("e-5");
        assertThat(read.get(8)).contains("e-8");
    }

    @Test
    void aBlockThatIsNotFoundEndsTheFile() throws Exception {
        byte[] whole = container(12, "deflate");
        int third = blocks(whole).get(2);
        byte[] file = whole.clone();
        file[third - 1] ^= 1;
        assertThat(outlines(write(file)))
                .as("a damaged marker")
                .hasSize(5)
                .last()
                .asString()
                .contains("events.avro:0:4 UNREADABLE_FILE")
                .contains("the Avro block is not followed by the file's marker; nothing is read from there on.");

        file = whole.clone();
        file[third] = (byte) 0xFF;
        assertThat(outlines(write(file)))
                .as("a damaged head")
                .hasSize(9)
                .last()
                .asString()
                .contains("events.avro:0:8 UNREADABLE_FILE")
                .contains("at byte offset " + third);
        for (int length = third + 1; length < whole.length; length += 29) {
            assertThat(outlines(write(Arrays.copyOf(whole, length))))
                    .as("cut to %d", length)
                    .hasSize(9)
                    .last()
                    .asString()
                    .contains("events.avro:0:8 UNREADABLE_FILE file:")
                    .contains("cut short");
        }
    }

    @Test
    void aBlockThatBecomesTooLargeIsGivenUp() throws Exception {
        ImageEvent large = event(1);
        large.setPayload(ByteBuffer.allocate(1 << 20));
        ImageEvent larger = event(2);
        larger.setPayload(ByteBuffer.allocate(Reading.LIMITS.maxImageBytes() + 1));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataFileWriter<ImageEvent> writer = new DataFileWriter<>(new SpecificDatumWriter<>(ImageEvent.class))) {
            writer.setCodec(CodecFactory.deflateCodec(9));
            writer.create(ImageEvent.getClassSchema(), out).append(large);
            writer.sync();
            writer.append(larger);
            writer.append(event(3));
        }
        List<RawRecord> records = Reading.all(write(out.toByteArray()));
        assertThat(records.get(0).attachment().message())
                .endsWith(
                        "it has more than 1000000 bytes when it is uncompressed: raise --bytes-in-flight, of which it may"
                                + " have a third.");
        assertThat(records.get(1).attachment().refusal()).isEqualTo(RejectReason.TOO_MANY_BYTES);
        assertThat(Reading.event(records.get(2))).isEqualTo(event(3));
    }

    @Test
    void aHeadThatClaimsGigabytesTakesNoMemory() throws Exception {
        byte[] head = {'O', 'b', 'j', 1, 2, (byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};
        assertThat(outlines(write(head)))
                .singleElement()
                .asString()
                .contains("its Avro header is damaged, or larger than 1 MiB");
        assertThat(outlines(write("text".getBytes(UTF_8))))
                .singleElement()
                .asString()
                .contains("it is no Avro container file");
        assertThat(outlines(write(new byte[0]))).singleElement().asString().contains("it is no Avro container file");
    }

    /** Blocks of no entries: the least count of a long has no opposite. */
    @Test
    void aHeadThatGoesOnForEverIsGivenUp() throws Exception {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.writeBytes(new byte[] {'O', 'b', 'j', 1});
        byte[] least = new byte[11];
        Arrays.fill(least, 0, 9, (byte) 0xFF);
        least[9] = 1;
        while (head.size() < (2 << 20)) {
            head.writeBytes(least);
        }
        assertThat(outlines(write(head.toByteArray())))
                .singleElement()
                .asString()
                .contains("its Avro header is damaged, or larger than 1 MiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "deflate"})
    void rangesHoldEachRowOnceAndAreReadOnFromAnywhere(String codec) throws Exception {
        Piece whole = Reading.piece(write(container(22, codec)));
        List<String> all = Reading.all(whole).stream().map(Reading::outline).toList();
        assertThat(all).hasSize(22);
        for (int every : new int[] {1, 5, 9, 100}) {
            List<Piece> ranges = Reading.cut(whole, every);
            assertThat(ranges).hasSizeGreaterThanOrEqualTo(every == 100 ? 1 : 2);
            assertThat(ranges.stream()
                            .flatMap(range -> Reading.all(range).stream())
                            .map(Reading::outline))
                    .isEqualTo(all);
        }
        try (GuardedShard shard = Reading.opener().open(whole)) {
            for (int read = 1; shard.next() != null; read++) {
                assertThat(Reading.all(whole.from(shard.cursor())).stream().map(Reading::outline))
                        .isEqualTo(all.subList(read, 22));
            }
        }
    }

    @Test
    void anEmptyFileOfEventsHasNoInputs() throws Exception {
        assertThat(outlines(write(container(0, "null")))).isEmpty();
    }
}
