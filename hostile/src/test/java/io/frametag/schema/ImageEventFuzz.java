package io.frametag.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.frametag.hostile.fuzz.Cost;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes out of the input topic, before anything is known of it. */
class ImageEventFuzz {
    private static final int HEADER_BYTES = 10;
    /** A map's entry is two bytes at least, and some 200 in memory. */
    private static final int BYTES_A_BYTE = 200;

    private final SingleObjectCodec<ImageEvent> codec = SingleObjectCodec.imageEvents();
    private ImageEvent reused;

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10s")
    void bytesAreAnEventOrAWireFormatException(@NotNull byte[] bytes) throws Exception {
        Cost.bounded(bytes.length, BYTES_A_BYTE, () -> decode(bytes));
        // With the right header in front, which nobody finds by chance.
        byte[] event = Arrays.copyOf(codec.encode(event(new byte[0])), HEADER_BYTES + bytes.length);
        System.arraycopy(bytes, 0, event, HEADER_BYTES, bytes.length);
        Cost.bounded(event.length, BYTES_A_BYTE, () -> decode(event));
    }

    private void decode(byte[] bytes) {
        try {
            ImageEvent fresh = codec.decode(bytes, null);
            assertThat(codec.decode(codec.encode(fresh), null)).isEqualTo(fresh);
            reused = codec.decode(bytes, reused);
            assertThat(reused).isEqualTo(fresh);
        } catch (WireFormatException e) {
            // As the job does: a half-filled record must not show through in the next.
            reused = null;
            assertThat(e.fault()).isNotNull();
            assertThat(e.getMessage()).endsWith(".");
        }
    }

    static Stream<byte[]> seeds() {
        byte[] whole = SingleObjectCodec.imageEvents().encode(event("image".getBytes(StandardCharsets.US_ASCII)));
        return Stream.of(whole, Arrays.copyOfRange(whole, HEADER_BYTES, whole.length));
    }

    private static ImageEvent event(byte[] payload) {
        return ImageEvent.newBuilder()
                .setEventId("e-1")
                .setStreamId("camera-1")
                .setSequence(7)
                .setCapturedAt(Instant.parse("2026-11-24T10:00:00.000001Z"))
                .setSentAt(Instant.parse("2026-11-24T10:00:00.000002Z"))
                .setContentType("image/jpeg")
                .setWidth(640)
                .setHeight(480)
                .setPayload(ByteBuffer.wrap(payload))
                .setAttributes(Map.of("site", "north"))
                .build();
    }
}
