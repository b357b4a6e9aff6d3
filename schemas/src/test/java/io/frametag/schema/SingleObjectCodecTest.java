package io.frametag.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.frametag.schema.WireFormatException.Fault;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Random;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SingleObjectCodecTest {
    private final SingleObjectCodec<ImageEvent> events = SingleObjectCodec.imageEvents();
    private final SingleObjectCodec<ImageLabels> labels = SingleObjectCodec.imageLabels();

    private final SingleObjectCodec<ShedFrame> shed = SingleObjectCodec.shedFrames();

    @Test
    void aRecordComesBackAsItWas() throws Exception {
        assertThat(events.decode(events.encode(Samples.event(new byte[] {1, 2, 3})), null))
                .isEqualTo(Samples.event(new byte[] {1, 2, 3}));
        assertThat(labels.decode(labels.encode(Samples.labels()), null)).isEqualTo(Samples.labels());
        SingleObjectCodec<Segment> segments = SingleObjectCodec.segments();
        assertThat(segments.decode(segments.encode(Samples.segment()), null)).isEqualTo(Samples.segment());
        assertThat(shed.decode(shed.encode(Samples.shed()), null)).isEqualTo(Samples.shed());
    }

    @Test
    void releasesTheirOutcomesAndTheirStateComeBackAsTheyWere() throws Exception {
        SingleObjectCodec<ModelRelease> releases = SingleObjectCodec.modelReleases();
        assertThat(releases.decode(releases.encode(Samples.release()), null)).isEqualTo(Samples.release());
        SingleObjectCodec<ModelReleaseOutcome> outcomes = SingleObjectCodec.modelReleaseOutcomes();
        assertThat(outcomes.decode(outcomes.encode(Samples.releaseOutcome()), null))
                .isEqualTo(Samples.releaseOutcome());
        SingleObjectCodec<ModelReleaseState> states = SingleObjectCodec.modelReleaseStates();
        assertThat(states.decode(states.encode(Samples.releaseState()), null)).isEqualTo(Samples.releaseState());
    }

    @Test
    void aFrameWithoutAKeyIsOfNoStream() throws Exception {
        ShedFrame keyless = Samples.shed();
        keyless.setStreamId(null);
        assertThat(shed.decode(shed.encode(keyless), null).getStreamId()).isNull();
    }

    @Test
    void theBytesAreThoseOfAvrosOwnEncoder() throws Exception {
        ImageEvent event = Samples.event(new byte[] {1, 2, 3});
        ByteBuffer avros = new BinaryMessageEncoder<ImageEvent>(event.getSpecificData(), ImageEvent.getClassSchema())
                .encode(event);
        assertThat(ByteBuffer.wrap(events.encode(event))).isEqualTo(avros);
    }

    @Test
    void aUriPayloadIsTheOtherArmOfTheUnion() throws Exception {
        ImageEvent event = Samples.event(new byte[0]);
        event.setPayload(
                ImageUri.newBuilder().setUri("https://example.org/cat.jpg").build());
        assertThat(events.decode(events.encode(event), null).getPayload()).isInstanceOf(ImageUri.class);
    }

    @Test
    void aReusedRecordTakesTheNewPayloadWhetherItIsLongerOrShorter() throws Exception {
        ImageEvent reused = events.decode(events.encode(Samples.event(new byte[100])), null);
        for (int length : new int[] {7, 1000, 0, 99}) {
            byte[] payload = new byte[length];
            new Random(length).nextBytes(payload);
            reused = events.decode(events.encode(Samples.event(payload)), reused);
            assertThat((ByteBuffer) reused.getPayload()).isEqualTo(ByteBuffer.wrap(payload));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "{\"event_id\":\"json\"}", "just some text"})
    void otherBytesAreNotAvro(String text) {
        assertThat(fault(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEqualTo(Fault.NOT_AVRO);
    }

    @Test
    void anotherSchemasFingerprintIsUnknown() {
        assertThat(fault(labels.encode(Samples.labels()))).isEqualTo(Fault.UNKNOWN_SCHEMA);
    }

    @Test
    void everyPrefixIsRejectedAndSoIsATail() {
        byte[] whole = events.encode(Samples.event(new byte[] {1, 2, 3}));
        for (int length = 10; length < whole.length; length++) {
            assertThat(fault(Arrays.copyOf(whole, length)))
                    .as("%d bytes", length)
                    .isEqualTo(Fault.MALFORMED);
        }
        assertThat(fault(Arrays.copyOf(whole, whole.length + 1))).isEqualTo(Fault.MALFORMED);
    }

    @Test
    void damagedBytesNeverRaiseAnythingElse() {
        byte[] whole = events.encode(Samples.event(new byte[64]));
        Random random = new Random(1);
        int rejected = 0;
        for (int run = 0; run < 20_000; run++) {
            byte[] damaged = whole.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                damaged[10 + random.nextInt(damaged.length - 10)] = (byte) random.nextInt(256);
            }
            rejected += fault(damaged) == null ? 0 : 1;
        }
        assertThat(rejected).isGreaterThan(1_000);
    }

    @Test
    void aLengthThatClaimsGigabytesAllocatesNothing() {
        // An empty event id, then a stream id that claims 2^30 bytes: the heap of this test is larger than that only by
        // luck.
        byte[] header = Arrays.copyOf(events.encode(Samples.event(new byte[0])), 10);
        byte[] bomb = Arrays.copyOf(header, 10 + 1 + 5);
        System.arraycopy(new byte[] {0, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x08}, 0, bomb, 10, 6);
        long before = allocated();
        assertThat(fault(bomb)).isEqualTo(Fault.MALFORMED);
        assertThat(allocated() - before).isLessThan(10_000_000);
    }

    @Test
    void aMapThatClaimsABillionEntriesAllocatesNothing() {
        byte[] whole = events.encode(Samples.event(new byte[0]));
        // The map is last: one block of one entry ("site", "north"), then the end. Its count becomes 2^30.
        int tail = 1 + 5 + 6 + 1;
        byte[] bomb = Arrays.copyOf(whole, whole.length + 4);
        System.arraycopy(
                new byte[] {(byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x08}, 0, bomb, whole.length - tail, 5);
        System.arraycopy(whole, whole.length - tail + 1, bomb, whole.length - tail + 5, tail - 1);
        long before = allocated();
        assertThat(fault(bomb)).isEqualTo(Fault.MALFORMED);
        assertThat(allocated() - before).isLessThan(10_000_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE, -1, 0})
    void anyInstantCanBePassedOn(long micros) throws Exception {
        ImageEvent event = Samples.event(new byte[0]);
        event.setCapturedAt(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
        ImageEvent read = events.decode(events.encode(event), null);
        assertThat(read.getCapturedAt()).isEqualTo(event.getCapturedAt());
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    private Fault fault(byte[] bytes) {
        WireFormatException e = catchThrowableOfType(WireFormatException.class, () -> events.decode(bytes, null));
        return e == null ? null : e.fault();
    }
}
