package io.frametag.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.config.JobConfig;
import io.frametag.pipeline.Attachment;
import io.frametag.pipeline.Origin;
import io.frametag.pipeline.RawRecord;
import io.frametag.pipeline.RejectReason;
import io.frametag.pipeline.SystemClock;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.ImageUri;
import io.frametag.schema.SingleObjectCodec;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operator as Flink runs it, with the settings that the job has. */
class FetchImagesTest {
    private static final long PATIENCE_SECONDS = 60;
    private static final int CONCURRENCY = 4;
    private static final byte[] INLINE = {1, 2, 3};

    private final SingleObjectCodec<ImageEvent> codec = SingleObjectCodec.imageEvents();
    private ScriptedServer server;

    @BeforeEach
    void start() throws Exception {
        server = ScriptedServer.http();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private OneInputStreamOperatorTestHarness<RawRecord, RawRecord> harness(String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of(
                "--fetch-hosts",
                "127.0.0.1:" + server.port(),
                "--fetch-schemes",
                "http",
                "--fetch-private-addresses",
                "--fetch-attempts",
                "1",
                "--fetch-concurrency",
                "" + CONCURRENCY));
        all.addAll(List.of(options));
        JobConfig config = FetchSettings.job(all.toArray(String[]::new));
        FetchImages fetch = new FetchImages(
                config.fetch().orElseThrow(),
                config.limits().maxBytes(),
                config.rejected(),
                config.overload(),
                SystemClock.INSTANCE);
        OneInputStreamOperatorTestHarness<RawRecord, RawRecord> harness = new OneInputStreamOperatorTestHarness<>(
                new AsyncWaitOperatorFactory<>(fetch, 0, CONCURRENCY, OutputMode.ORDERED), serializer());
        harness.getExecutionConfig().enableObjectReuse();
        harness.setup(serializer());
        return harness;
    }

    private static TypeSerializer<RawRecord> serializer() {
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        return TypeInformation.of(RawRecord.class).createSerializer(config);
    }

    private RawRecord record(long offset, Object payload) {
        Instant now = Instant.now();
        ImageEvent event = ImageEvent.newBuilder()
                .setEventId("e-" + offset)
                .setStreamId("camera")
                .setSequence(offset)
                .setCapturedAt(now)
                .setSentAt(now)
                .setContentType("image/jpeg")
                .setPayload(payload)
                .build();
        Origin.Header[] headers = {new Origin.Header("site", "north".getBytes(UTF_8))};
        return new RawRecord(
                new Origin("image-events", 0, offset, now.toEpochMilli(), new byte[] {7}, headers),
                codec.encode(event));
    }

    private RawRecord inline(long offset) {
        return record(offset, ByteBuffer.wrap(INLINE));
    }

    private RawRecord uri(long offset, String path) {
        return record(
                offset,
                ImageUri.newBuilder()
                        .setUri("http://127.0.0.1:" + server.port() + path)
                        .build());
    }

    private static RawRecord with(RawRecord record, String image) {
        return new RawRecord(record.origin(), record.value(), Attachment.of(image.getBytes(UTF_8)));
    }

    @Test
    void recordsLeaveInTheirOrderWhateverIsThereFirst() throws Exception {
        CountDownLatch laterOnesAreThere = new CountDownLatch(2);
        server.on("/slow.jpg", exchange -> {
                    assertThat(laterOnesAreThere.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                            .isTrue();
                    exchange.ok("slow".getBytes(UTF_8));
                })
                .on("/quick.jpg", exchange -> {
                    exchange.ok("quick".getBytes(UTF_8));
                    laterOnesAreThere.countDown();
                })
                .on("/none.jpg", exchange -> {
                    exchange.status(404);
                    laterOnesAreThere.countDown();
                });
        RawRecord slow = uri(0, "/slow.jpg");
        RawRecord quick = uri(1, "/quick.jpg");
        RawRecord inline = inline(2);
        RawRecord none = uri(3, "/none.jpg");
        try (var harness = harness()) {
            harness.open();
            harness.processElement(slow, 10);
            harness.processElement(quick, 20);
            harness.processElement(inline, 30);
            harness.processElement(none, 40);
            harness.processWatermark(new Watermark(40));
            harness.endInput();
            List<RawRecord> out = harness.extractOutputValues();
            assertThat(out).hasSize(4);
            assertThat(out.subList(0, 3)).containsExactly(with(slow, "slow"), with(quick, "quick"), inline);
            assertThat(out.get(3).value()).as("for the dead letter").isEqualTo(none.value());
            assertThat(out.get(3).attachment().refusal()).isEqualTo(RejectReason.FETCH_FAILED);
            assertThat(out.get(3).attachment().message()).endsWith("/none.jpg: the server answered 404.");
            assertThat(harness.extractOutputStreamRecords())
                    .extracting("timestamp")
                    .containsExactly(10L, 20L, 30L, 40L);
            assertThat(harness.getOutput().stream().skip(4))
                    .as("behind its records")
                    .containsExactly(new Watermark(40));
        }
    }

    @Test
    void whatIsUnderWayIsInTheCheckpointAndFetchedAgainBehindIt() throws Exception {
        CountDownLatch asked = new CountDownLatch(2);
        server.on("/a.jpg", exchange -> {
            asked.countDown();
            if (exchange.number() <= 2) {
                exchange.fallSilent();
            }
            exchange.ok("a".getBytes(UTF_8));
        });
        RawRecord first = uri(0, "/a.jpg");
        RawRecord second = inline(1);
        RawRecord third = uri(2, "/a.jpg");
        OperatorSubtaskState checkpoint;
        try (var harness = harness()) {
            harness.open();
            harness.processElement(first, 10);
            harness.processElement(second, 20);
            harness.processElement(third, 30);
            assertThat(asked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            checkpoint = harness.snapshot(1, 1);
            assertThat(harness.extractOutputValues()).isEmpty();
        }
        try (var harness = harness()) {
            harness.initializeState(checkpoint);
            harness.open();
            RawRecord fourth = inline(3);
            harness.processElement(fourth, 40);
            harness.endInput();
            assertThat(harness.extractOutputValues())
                    .containsExactly(with(first, "a"), second, with(third, "a"), fourth);
        }
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void noMoreAreUnderWayThanAllowed() throws Exception {
        CountDownLatch full = new CountDownLatch(CONCURRENCY);
        CountDownLatch go = new CountDownLatch(1);
        server.on("/a.jpg", exchange -> {
            full.countDown();
            assertThat(go.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            exchange.ok("a".getBytes(UTF_8));
        });
        try (var harness = harness()) {
            harness.open();
            for (int i = 0; i < CONCURRENCY; i++) {
                harness.processElement(uri(i, "/a.jpg"), i);
            }
            assertThat(full.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            go.countDown();
            for (int i = CONCURRENCY; i < 5 * CONCURRENCY; i++) {
                harness.processElement(uri(i, "/a.jpg"), i);
            }
            harness.endInput();
            assertThat(harness.extractOutputValues())
                    .hasSize(5 * CONCURRENCY)
                    .extracting(record -> record.origin().offset())
                    .isSorted();
        }
        assertThat(server.connections()).isLessThanOrEqualTo(CONCURRENCY);
    }

    @Test
    void whatWillNotBeLookedAtIsNotFetched() throws Exception {
        RawRecord rejected = uri(99, "/a.jpg");
        RawRecord tombstone = new RawRecord(uri(1, "/a.jpg").origin(), null);
        RawRecord garbage = new RawRecord(uri(2, "/a.jpg").origin(), new byte[] {1, 2});
        RawRecord young = uri(3, "/a.jpg");
        RawRecord old = new RawRecord(new Origin("image-events", 0, 4, 0, null, new Origin.Header[0]), young.value());
        RawRecord attached = new RawRecord(young.origin(), young.value(), Attachment.of(INLINE));
        RawRecord refused = new RawRecord(
                young.origin(), young.value(), Attachment.refusal(RejectReason.EMPTY_IMAGE, "It is empty."));
        List<RawRecord> all = List.of(rejected, tombstone, garbage, old, attached, refused);
        try (var harness = harness("--reject-offset", "image-events:0:99", "--overload", "deadline=1 min")) {
            harness.open();
            for (RawRecord record : all) {
                harness.processElement(record, 0);
            }
            harness.endInput();
            assertThat(harness.extractOutputValues()).isEqualTo(all);
        }
        assertThat(server.connections()).isZero();
    }

    @Test
    void whatMayNotBeFetchedIsRefusedInItsPlace() throws Exception {
        RawRecord refused = record(
                0,
                ImageUri.newBuilder()
                        .setUri("http://me:SECRET@127.0.0.1:" + server.port() + "/a.jpg?SECRET")
                        .build());
        try (var harness = harness()) {
            harness.open();
            harness.processElement(refused, 0);
            harness.processElement(inline(1), 1);
            harness.endInput();
            assertThat(harness.extractOutputValues().get(0).attachment())
                    .isEqualTo(Attachment.refusal(
                            RejectReason.FETCH_REFUSED,
                            "The payload is the URI http://127.0.0.1:" + server.port()
                                    + "/a.jpg: it has a user's name in it."));
        }
        assertThat(server.connections()).isZero();
    }

    @Test
    void aFileSystemThatIsMissingFailsTheTaskAtOnce() throws Exception {
        try (var harness = harness("--fetch-roots", "nonesuch://bucket/", "--fetch-schemes", "http;nonesuch")) {
            assertThatThrownBy(harness::open).hasStackTraceContaining("nonesuch");
        }
    }
}
