package io.frametag.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.avro.AvroOutcomes;
import io.frametag.image.Integrity;
import io.frametag.model.Label;
import io.frametag.model.ModelId;
import io.frametag.pipeline.FrameInfo;
import io.frametag.pipeline.Origin;
import io.frametag.pipeline.Outcome.Labelled;
import io.frametag.schema.Flag;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.InputCoordinates;
import io.frametag.schema.Latency;
import io.frametag.schema.Model;
import io.frametag.schema.SingleObjectCodec;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelRecordsTest {
    private static final ModelId MODEL = new ModelId("net", "v1", "00ff");
    private static final long CAPTURED = 1_700_000_000_000_001L;
    private final LabelRecords records =
            new LabelRecords("labels", new TopicLimit(1_000_000, Long.MAX_VALUE, 3_600_000), new AvroOutcomes("run-1"));

    private static Labelled labelled(byte[] key, boolean sentInFuture) {
        Origin origin = new Origin(
                "events", 3, 17, 99, key, new Origin.Header[] {new Origin.Header("site", "north".getBytes(UTF_8))});
        FrameInfo frame = new FrameInfo("e", "camera", 7, CAPTURED, 640, 480, Integrity.WHOLE, 55, sentInFuture);
        return new Labelled(origin, frame, List.of(new Label(3, "cat", 0.9f)), MODEL, 1, 2, 3);
    }

    private static ImageLabels read(ProducerRecord<byte[], byte[]> record) throws Exception {
        return SingleObjectCodec.imageLabels().decode(record.value(), null);
    }

    @Test
    void everyFieldIsWhereItBelongs() throws Exception {
        ProducerRecord<byte[], byte[]> record = records.of(labelled(new byte[] {1}, false), CAPTURED + 500);
        assertThat(record.topic()).isEqualTo("labels");
        assertThat(record.partition()).isNull();
        assertThat(record.timestamp()).isEqualTo(99);
        assertThat(record.key()).isEqualTo(new byte[] {1});
        assertThat(record.headers().lastHeader("site").value()).isEqualTo("north".getBytes(UTF_8));
        assertThat(read(record))
                .isEqualTo(ImageLabels.newBuilder()
                        .setEventId("e")
                        .setStreamId("camera")
                        .setSequence(7)
                        .setCapturedAt(Instant.ofEpochSecond(1_700_000_000L, 1_000))
                        .setLabelledAt(Instant.ofEpochSecond(1_700_000_000L, 501_000))
                        .setInput(new InputCoordinates("events", 3, 17L))
                        .setRunId("run-1")
                        .setModel(new Model("net", "v1", "00ff"))
                        .setLabels(List.of(new io.frametag.schema.Label(3, "cat", 0.9f)))
                        .setImageWidth(640)
                        .setImageHeight(480)
                        .setLatency(new Latency(55L, 1L, 2L, 3L, 500L))
                        .setFlags(List.of())
                        .build());
    }

    @Test
    void withoutAKeyTheStreamIsTheKey() {
        assertThat(records.of(labelled(null, false), CAPTURED).key()).isEqualTo("camera".getBytes(UTF_8));
    }

    @Test
    void hugeHeadersAndKeysAreLeftOutBeforeALabelIsCut() throws Exception {
        LabelRecords small =
                new LabelRecords("labels", new TopicLimit(2_000, Long.MAX_VALUE, 3_600_000), new AvroOutcomes("run-1"));
        Labelled labelled = labelled(new byte[5_000], false);
        ProducerRecord<byte[], byte[]> record = small.of(labelled, CAPTURED);
        assertThat(record.key()).isNull();
        assertThat(record.headers().lastHeader("site")).isNull();
        assertThat(read(record).getEventId()).isEqualTo("e");
    }

    @Test
    void anInstantFromTheBeginningOfTimeIsALongTimeAgo() throws Exception {
        Origin origin = new Origin("events", 0, 0, 0, null, new Origin.Header[0]);
        FrameInfo frame = new FrameInfo("e", "camera", 7, Long.MIN_VALUE, 1, 1, Integrity.WHOLE, 0, false);
        ImageLabels label = read(records.of(new Labelled(origin, frame, List.of(), MODEL, 1, 2, 3), CAPTURED));
        assertThat(label.getLatency().getCaptureToLabel()).isEqualTo(Long.MAX_VALUE);
        assertThat(label.getFlags()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"WHOLE,", "END_MISSING, IMAGE_END_MISSING", "DAMAGED, IMAGE_DAMAGED"})
    void anImageThatIsNotWholeIsFlagged(Integrity integrity, Flag flag) throws Exception {
        Origin origin = new Origin("events", 0, 0, 0, null, new Origin.Header[0]);
        FrameInfo frame = new FrameInfo("e", "camera", 7, CAPTURED, 1, 1, integrity, 0, false);
        ImageLabels label = read(records.of(new Labelled(origin, frame, List.of(), MODEL, 1, 2, 3), CAPTURED));
        assertThat(label.getFlags()).isEqualTo(flag == null ? List.of() : List.of(flag));
    }

    @Test
    void aCaptureInTheFutureIsFlaggedAndNeverNegative() throws Exception {
        ImageLabels label = read(records.of(labelled(null, true), CAPTURED - 1));
        assertThat(label.getLatency().getCaptureToLabel()).isZero();
        assertThat(label.getFlags()).containsExactly(Flag.CAPTURED_IN_FUTURE, Flag.SENT_IN_FUTURE);
    }
}
