package io.frametag.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.frametag.schema.WireFormatException.Fault;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class BlockRecordsTest {
    private final SingleObjectCodec<ImageEvent> codec = SingleObjectCodec.imageEvents();

    /** Bodies one behind the other, as a container file's block has them. */
    private byte[] block(int... payloads) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int length : payloads) {
            byte[] record = codec.encode(Samples.event(new byte[length]));
            block.write(record, 10, record.length - 10);
        }
        return block.toByteArray();
    }

    @Test
    void eachRecordOfABlockIsTheOneThatTheCodecWouldHaveWritten() throws Exception {
        BlockRecords records = new BlockRecords(ImageEvent.getClassSchema());
        for (int[] payloads : new int[][] {{3, 0, 100_000}, {1}, {70_000, 1}}) {
            byte[] block = block(payloads);
            records.open(block, block.length);
            for (int length : payloads) {
                assertThat(records.next()).isEqualTo(codec.encode(Samples.event(new byte[length])));
                assertThat(records.event()).isEqualTo(Samples.event(new byte[length]));
            }
        }
    }

    @Test
    void bytesBehindTheSizeThatIsGivenAreNotLookedAt() throws Exception {
        byte[] block = block(5);
        BlockRecords records = new BlockRecords(ImageEvent.getClassSchema());
        records.open(Arrays.copyOf(block, block.length + 50), block.length);
        assertThat(records.next()).isEqualTo(codec.encode(Samples.event(new byte[5])));
        assertThat(catchThrowableOfType(WireFormatException.class, records::next)
                        .fault())
                .isEqualTo(Fault.MALFORMED);
    }

    @Test
    void aRecordOfAnOlderReleaseStaysInItsOwnSchema() throws Exception {
        List<Schema> released = ReleasedSchemas.of("image-event");
        assertThat(released).hasSizeGreaterThan(1);
        Schema oldest = released.get(0);
        GenericData.Record old = new GenericData.Record(oldest);
        ImageEvent event = Samples.event(new byte[] {1, 2});
        for (Schema.Field field : oldest.getFields()) {
            Object value = event.get(field.name());
            old.put(field.name(), field.name().endsWith("_at") ? EpochMicros.of((java.time.Instant) value) : value);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<>(oldest).write(old, encoder);

        BlockRecords records = new BlockRecords(oldest);
        records.open(out.toByteArray(), out.size());
        byte[] record = records.next();

        assertThat(record).endsWith(out.toByteArray());
        assertThat(codec.decode(record, null)).isEqualTo(records.event());
        assertThat(records.event().getEventId()).isEqualTo("e-1");
    }

    @Test
    void aSchemaThatNoReleaseHasIsRefused() {
        Schema other = SchemaBuilder.record("Other").fields().requiredLong("a").endRecord();
        WireFormatException refused = catchThrowableOfType(WireFormatException.class, () -> new BlockRecords(other));
        assertThat(refused.fault()).isEqualTo(Fault.UNKNOWN_SCHEMA);
        assertThat(refused).hasMessageContaining("Other").hasMessageContaining("no released version");
    }

    @Test
    void aDamagedRecordIsSaidAndTheNextBlockIsRead() throws Exception {
        byte[] cut = block(3, 4);
        BlockRecords records = new BlockRecords(ImageEvent.getClassSchema());
        records.open(cut, cut.length - 5);
        records.next();
        assertThat(catchThrowableOfType(WireFormatException.class, records::next)
                        .fault())
                .isEqualTo(Fault.MALFORMED);
        records.open(cut, cut.length);
        assertThat(records.next()).isEqualTo(codec.encode(Samples.event(new byte[3])));
    }
}
