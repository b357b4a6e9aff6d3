package io.frametag.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.avro.AvroOutcomes;
import io.frametag.pipeline.Origin;
import io.frametag.pipeline.Outcome.Shed;
import io.frametag.schema.InputCoordinates;
import io.frametag.schema.ShedFrame;
import io.frametag.schema.SingleObjectCodec;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class ShedRecordsTest {
    private static final long CAPTURED_MILLIS = 1_700_000_000_000L;
    private static final long SHED_MICROS = CAPTURED_MILLIS * 1000 + 200_001;
    private final ShedRecords records =
            new ShedRecords("shed", new TopicLimit(16 << 10, Long.MAX_VALUE, 3_600_000), new AvroOutcomes("run-1"));

    private ProducerRecord<byte[], byte[]> record(byte[] key) {
        Origin.Header site = new Origin.Header("site", "north".getBytes(UTF_8));
        Origin origin = new Origin("events", 3, 17, CAPTURED_MILLIS, key, new Origin.Header[] {site});
        return records.of(new Shed(origin, SHED_MICROS, 200), SHED_MICROS + 5);
    }

    private String stream(byte[] key) throws Exception {
        return SingleObjectCodec.shedFrames().decode(record(key).value(), null).getStreamId();
    }

    @Test
    void everyFieldIsWhereItBelongs() throws Exception {
        ProducerRecord<byte[], byte[]> record = record("camera".getBytes(UTF_8));
        assertThat(record.topic()).isEqualTo("shed");
        assertThat(record.partition()).isNull();
        assertThat(record.timestamp()).isEqualTo(CAPTURED_MILLIS);
        assertThat(record.key()).isEqualTo("camera".getBytes(UTF_8));
        assertThat(record.headers()).isEmpty();
        assertThat(SingleObjectCodec.shedFrames().decode(record.value(), null))
                .isEqualTo(ShedFrame.newBuilder()
                        .setStreamId("camera")
                        .setInput(new InputCoordinates("events", 3, 17L))
                        .setRunId("run-1")
                        .setCapturedAt(Instant.ofEpochMilli(CAPTURED_MILLIS))
                        .setShedAt(Instant.ofEpochMilli(CAPTURED_MILLIS).plusNanos(200_001_000))
                        .setDeadlineMs(200)
                        .build());
    }

    @Test
    void withoutAKeyThereIsNoStreamAndNoKey() throws Exception {
        assertThat(record(null).key()).isNull();
        assertThat(stream(null)).isNull();
        assertThat(stream(new byte[0])).isEmpty();
    }

    @Test
    void aKeyThatIsNoTextIsReadAsFarAsItIs() throws Exception {
        byte[] key = {'a', (byte) 0xFF, 0, 'b'};
        assertThat(stream(key)).isEqualTo("a\uFFFD\0b");
        assertThat(record(key).key()).as("byte for byte").isEqualTo(key);
    }

    @Test
    void aHugeKeyNamesItsStreamByItsBeginningAndIsLeftOutWhereItDoesNotFit() throws Exception {
        byte[] huge = "x".repeat(1_000_000).getBytes(UTF_8);
        assertThat(stream(huge)).isEqualTo("x".repeat(1024));
        assertThat(record(huge).key()).isNull();
        String camera = "\uD83D\uDCF7";
        assertThat(stream(("x" + camera.repeat(1024)).getBytes(UTF_8))).isEqualTo("x" + camera.repeat(511));
    }
}
