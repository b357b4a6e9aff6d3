package io.frametag.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordJsonTest {
    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void aLabelRecordHasTheSchemasFieldsAndUnits() throws Exception {
        ImageLabels labels = Samples.labels();
        labels.setEventId("cats/\"chelsea\"\n.jpg");
        labels.setStreamId("photos");
        labels.setLabels(List.of(new Label(3, "cat", 0.9f), new Label(5, "dog", 1 - 0.9f)));
        labels.setLatency(new Latency(1_000L, 2_000L, 3_000L, 4_000L, 5_000L));
        labels.setFlags(List.of(Flag.SENT_IN_FUTURE));
        String line = RecordJson.line(labels);
        assertThat(line).doesNotContain("\n");
        assertThat(mapper.readTree(line)).isEqualTo(mapper.readTree("""
                {
                  "event_id": "cats/\\"chelsea\\"\\n.jpg",
                  "stream_id": "photos",
                  "sequence": 7,
                  "captured_at": 1795514400000001,
                  "labelled_at": 1795514400010001,
                  "input": {"topic": "image-events", "partition": 3, "offset": 12345},
                  "run_id": "run-1",
                  "model": {"name": "PP-LCNet_x0_5", "version": "1", "sha256": "00ff"},
                  "labels": [
                    {"index": 3, "name": "cat", "score": 0.9},
                    {"index": 5, "name": "dog", "score": 0.100000024}
                  ],
                  "image_width": 640,
                  "image_height": 480,
                  "latency": {"queue_wait": 1000, "decode": 2000, "preprocess": 3000, "inference": 4000,
                    "capture_to_label": 5000},
                  "flags": ["SENT_IN_FUTURE"]
                }
                """));
    }

    @Test
    void unionsBytesAndMapsStandForThemselves() throws Exception {
        ImageEvent event = ImageEvent.newBuilder()
                .setEventId("e")
                .setStreamId("s")
                .setSequence(0)
                .setCapturedAt(Instant.EPOCH)
                .setSentAt(Instant.EPOCH)
                .setContentType("image/png")
                .setWidth(640)
                .setPayload(ByteBuffer.wrap(new byte[] {1, 2, 3}))
                .setAttributes(Map.of("site", "north"))
                .build();
        assertThat(mapper.readTree(RecordJson.line(event))).isEqualTo(mapper.readTree("""
                {"event_id": "e", "stream_id": "s", "sequence": 0, "captured_at": 0, "sent_at": 0,
                 "content_type": "image/png", "width": 640, "height": null, "stride": null, "payload": "AQID",
                 "attributes": {"site": "north"}}
                """));
        event.setPayload(new ImageUri("file:/a.jpg"));
        assertThat(mapper.readTree(RecordJson.line(event)).at("/payload/uri").asText())
                .isEqualTo("file:/a.jpg");
    }

    @Test
    void theFieldsKeepTheSchemasOrder() {
        assertThat(List.of(RecordJson.line(Samples.labels()).split("\"", 5)))
                .element(1)
                .isEqualTo("event_id");
    }
}
