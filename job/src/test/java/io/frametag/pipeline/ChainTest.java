package io.frametag.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frametag.config.RecordCoordinates;
import io.frametag.image.DecodeMode;
import io.frametag.image.Decoding;
import io.frametag.image.ImageFormat;
import io.frametag.image.ImageLimits;
import io.frametag.model.Label;
import io.frametag.natives.NoLeaks;
import io.frametag.pipeline.Outcome.Labelled;
import io.frametag.pipeline.Outcome.Rejected;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.ImageEventHeaders;
import io.frametag.schema.ImageUri;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoLeaks.class)
class ChainTest {
    private final Set<RejectReason> tried = EnumSet.noneOf(RejectReason.class);

    /** The project's own parity bar: probabilities within 1e-3 of OpenCV and PyTorch, in every form that a decoder meets. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat-chelsea.jpg",
                "deer-moose.jpg",
                "drawn-1280x720-progressive.jpg",
                "drawn-200x150-16bit.png",
                "drawn-256x256-palette.png",
                "drawn-300x200-alpha.png",
                "drawn-31x57-small.jpg",
                "drawn-32x32.png",
                "drawn-333x777-grey.jpg",
                "drawn-480x320-exif-orientation-6.jpg",
                "drawn-512x384-cmyk.jpg",
                "drawn-640x480-baseline.jpg",
                "drawn-641x479-444.jpg",
            })
    void probabilitiesAreThoseOfTheReference(String file) throws Exception {
        JsonNode expected = new ObjectMapper()
                .readTree(Chain.REFERENCE.resolve("expected.json").toFile())
                .get("inputs")
                .get(file);
        try (Chain chain = new Chain(DecodeMode.EXACT, 10)) {
            Labelled labelled = (Labelled) chain.tag(Chain.encode(chain.event(file)));
            assertThat(labelled.labels()).hasSize(10);
            assertThat(labelled.labels().get(0).name())
                    .isEqualTo(expected.get("label").asText());
            for (Label label : labelled.labels()) {
                double difference = Math.abs(label.score()
                        - expected.get("probabilities").get(label.index()).asDouble());
                assertThat(difference).as("%s, label %s", file, label.name()).isLessThanOrEqualTo(1e-3);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(DecodeMode.class)
    void aPhotoOfACatIsACat(DecodeMode mode) throws Exception {
        try (Chain chain = new Chain(mode, 3)) {
            Labelled labelled = (Labelled) chain.tag(Chain.encode(chain.event("cat-chelsea.jpg")));
            assertThat(labelled.labels()).hasSize(3);
            assertThat(labelled.labels().get(0).name()).isEqualTo("cat");
            assertThat(labelled.labels().get(0).score()).isBetween(0.88f, 0.96f);
            assertThat(labelled.frame().width()).isEqualTo(451);
            assertThat(labelled.frame().height()).isEqualTo(300);
        }
    }

    @Test
    void theUprightSizeIsReported() throws Exception {
        try (Chain chain = new Chain(DecodeMode.FAST, 1)) {
            Labelled labelled = (Labelled) chain.tag(Chain.encode(chain.event("drawn-480x320-exif-orientation-6.jpg")));
            assertThat(labelled.frame().width()).isEqualTo(320);
            assertThat(labelled.frame().height()).isEqualTo(480);
        }
    }

    @Test
    void eachStageHasItsTime() throws Exception {
        try (Chain chain = new Chain(DecodeMode.FAST, 1)) {
            Labelled labelled = (Labelled) chain.tag(Chain.encode(chain.event("drawn-32x32.png")));
            assertThat(labelled.frame().queueWaitMicros()).isEqualTo(500);
            assertThat(labelled.frame().sentInFuture()).isFalse();
            assertThat(labelled.decodeMicros()).isEqualTo(1);
            assertThat(labelled.preprocessMicros()).isEqualTo(1);
            assertThat(labelled.inferenceMicros()).isEqualTo(1);
        }
    }

    @Test
    void aProducerWhoseClockIsAheadIsFlaggedAndWaitedForZero() throws Exception {
        try (Chain chain = new Chain(DecodeMode.FAST, 1)) {
            ImageEvent event = chain.event("drawn-32x32.png");
            event.setSentAt(Chain.instant(chain.clock.wallMicros + 1));
            Labelled labelled = (Labelled) chain.tag(Chain.encode(event));
            assertThat(labelled.frame().queueWaitMicros()).isZero();
            assertThat(labelled.frame().sentInFuture()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE, 10_413_792_000_000_000L, -1, 0})
    void whateverInstantAnEventClaimsItIsLabelled(long micros) throws Exception {
        try (Chain chain = new Chain(DecodeMode.FAST, 1)) {
            ImageEvent event = chain.event("drawn-32x32.png");
            event.setSentAt(Chain.instant(micros));
            event.setCapturedAt(Chain.instant(micros));
            Labelled labelled = (Labelled) chain.tag(Chain.encode(event));
            assertThat(labelled.frame().capturedAtMicros()).isEqualTo(micros);
            assertThat(labelled.frame().sentInFuture()).isEqualTo(micros > chain.clock.wallMicros);
            assertThat(labelled.frame().queueWaitMicros()).isNotNegative();
        }
    }

    @Test
    void aPayloadWithItsOwnChecksumIsLabelledInEitherCase() throws Exception {
        try (Chain chain = new Chain(DecodeMode.FAST, 1)) {
            ImageEvent event = chain.event("cat-chelsea.jpg");
            String checksum = ImageEventHeaders.crc32c(((ByteBuffer) event.getPayload()).array());
            for (String text : new String[] {checksum, checksum.toUpperCase(Locale.ROOT)}) {
                Origin.Header[] headers = {
                    new Origin.Header(ImageEventHeaders.PAYLOAD_CRC32C, new byte[0]),
                    new Origin.Header(ImageEventHeaders.PAYLOAD_CRC32C, text.getBytes(UTF_8))
                };
                Origin origin = new Origin("image-events", 0, 5, 0, null, headers);
                assertThat(chain.tag(new RawRecord(origin, Chain.encode(event))))
                        .isInstanceOf(Labelled.class);
            }
        }
    }

    @Test
    void aFetchedImageIsLabelledInPlaceOfItsUriAndHeldAgainstItsChecksum() throws Exception {
        try (Chain chain = new Chain(DecodeMode.FAST, 1)) {
            ImageEvent event = chain.event("cat-chelsea.jpg");
            byte[] jpeg = ((ByteBuffer) event.getPayload()).array();
            event.setPayload(ImageUri.newBuilder().setUri("https://a.org/b.jpg").build());
            byte[] value = Chain.encode(event);

            RawRecord fetched = new RawRecord(Chain.origin(1), value, Attachment.of(jpeg));
            assertThat(chain.tag(fetched))
                    .isInstanceOfSatisfying(
                            Labelled.class,
                            labelled ->
                                    assertThat(labelled.labels().get(0).name()).isEqualTo("cat"));

            byte[] checksum = ImageEventHeaders.crc32c(jpeg).getBytes(UTF_8);
            Origin.Header[] headers = {new Origin.Header(ImageEventHeaders.PAYLOAD_CRC32C, checksum)};
            Origin origin = new Origin("image-events", 0, 5, 0, null, headers);
            assertThat(chain.tag(new RawRecord(origin, value, Attachment.of(jpeg))))
                    .isInstanceOf(Labelled.class);
            byte[] other = jpeg.clone();
            other[jpeg.length / 2]++;
            expectOnly(
                    chain,
                    new RawRecord(origin, value, Attachment.of(other)),
                    RejectReason.CHECKSUM_MISMATCH,
                    "but the header frametag.payload.crc32c says " + ImageEventHeaders.crc32c(jpeg));
        }
    }

    @Test
    void aRawFrameIsLabelledAsThePhotoThatItIs() throws Exception {
        BufferedImage photo =
                ImageIO.read(Chain.REFERENCE.resolve("cat-chelsea.jpg").toFile());
        int stride = 3 * photo.getWidth() + 5;
        ByteBuffer rows = ByteBuffer.allocate(stride * photo.getHeight());
        for (int y = 0; y < photo.getHeight(); y++) {
            for (int x = 0; x < photo.getWidth(); x++) {
                int rgb = photo.getRGB(x, y);
                int at = y * stride + 3 * x;
                rows.put(at, (byte) (rgb >> 16)).put(at + 1, (byte) (rgb >> 8)).put(at + 2, (byte) rgb);
            }
        }
        try (Chain chain = new Chain(DecodeMode.EXACT, 1)) {
            Labelled ofFile = (Labelled) chain.tag(Chain.encode(chain.event("cat-chelsea.jpg")));
            ImageEvent raw = chain.event(rows.array());
            raw.setContentType("image/x-rgb24");
            raw.setWidth(photo.getWidth());
            raw.setHeight(photo.getHeight());
            raw.setStride(stride);
            Labelled labelled = (Labelled) chain.tag(Chain.encode(raw));
            assertThat(labelled.labels().get(0).name())
                    .isEqualTo(ofFile.labels().get(0).name());
            assertThat(labelled.labels().get(0).score())
                    .isCloseTo(ofFile.labels().get(0).score(), within(0.02f));
            assertThat(labelled.frame().width()).isEqualTo(photo.getWidth());

            raw.setWidth(null);
            expectOnly(chain, Chain.encode(raw), RejectReason.UNDECODABLE_IMAGE, "needs its width and height");
        }
    }

    @Test
    void everyKindOfBadInputIsRejectedForItsReasonAndTheNextFrameIsLabelled() throws Exception {
        try (Chain chain = new Chain(DecodeMode.FAST, 1, new RecordCoordinates("image-events", 0, 99))) {
            byte[] cat = Chain.encode(chain.event("cat-chelsea.jpg"));
            byte[] jpeg = ((ByteBuffer) chain.event("cat-chelsea.jpg").getPayload()).array();
            ImageEvent uri = chain.event(jpeg);
            uri.setPayload(ImageUri.newBuilder().setUri("s3://bucket/cat.jpg").build());
            byte[] unknown = cat.clone();
            unknown[2]++;

            ImageEvent endless = chain.event(jpeg);
            endless.setEventId("x".repeat(1_025));

            expect(chain, Chain.encode(endless), RejectReason.ID_TOO_LONG, "event_id has 1025 characters");
            expect(chain, null, RejectReason.TOMBSTONE, "null");
            expect(chain, new byte[0], RejectReason.NOT_AVRO, "nothing");
            expect(chain, jpeg, RejectReason.NOT_AVRO, "FF D8 FF");
            expect(chain, unknown, RejectReason.UNKNOWN_SCHEMA, "no released version of ImageEvent");
            expect(chain, Arrays.copyOf(cat, 40), RejectReason.MALFORMED_EVENT, "cut short");
            expect(chain, Chain.encode(uri), RejectReason.URI_NOT_SUPPORTED, "s3://bucket/cat.jpg");
            uri.setPayload(ImageUri.newBuilder()
                    .setUri("https://me:pw@a.org/b.jpg?Signature=pw")
                    .build());
            expect(chain, Chain.encode(uri), RejectReason.URI_NOT_SUPPORTED, "is the URI https://a.org/b.jpg: send");
            for (RejectReason reason : List.of(RejectReason.FETCH_REFUSED, RejectReason.FETCH_FAILED)) {
                Attachment none = Attachment.refusal(reason, "There is none.");
                expectOnly(chain, new RawRecord(Chain.origin(5), Chain.encode(uri), none), reason, "There is none.");
            }
            expect(chain, Chain.encode(chain.event(new byte[0])), RejectReason.EMPTY_IMAGE, "");
            expect(chain, Chain.encode(chain.event(new byte[2 << 20])), RejectReason.TOO_MANY_BYTES, "");
            expect(chain, Chain.encode(chain.event("a text file".getBytes(UTF_8))), RejectReason.UNKNOWN_FORMAT, "");
            expect(chain, Chain.encode(chain.event(hugePng())), RejectReason.TOO_MANY_PIXELS, "30000");
            expect(chain, Chain.encode(chain.event(pngWithoutPixels())), RejectReason.UNDECODABLE_IMAGE, "");
            expect(chain, Chain.encode(chain.event(manyScans(101))), RejectReason.UNDECODABLE_IMAGE, "100 scans");
            byte[] half = Arrays.copyOf(jpeg, jpeg.length / 2);
            expect(chain, Chain.encode(chain.event(half)), RejectReason.TRUNCATED_IMAGE, "");

            try (Chain onlyPng = new Chain(DecodeMode.FAST, 1, Set.of(ImageFormat.PNG))) {
                expectOnly(onlyPng, cat, RejectReason.FORMAT_NOT_ALLOWED, "JPEG");
            }

            byte[] filled = Arrays.copyOf(jpeg, jpeg.length);
            Arrays.fill(filled, jpeg.length / 2, jpeg.length - 2, (byte) 0xFF);
            expect(chain, Chain.encode(chain.event(filled)), RejectReason.DAMAGED_IMAGE, "premature end");

            Origin.Header[] wrong = {new Origin.Header(ImageEventHeaders.PAYLOAD_CRC32C, "00000000".getBytes(UTF_8))};
            Origin origin = new Origin("image-events", 0, 5, 0, null, wrong);
            expectOnly(chain, new RawRecord(origin, cat), RejectReason.CHECKSUM_MISMATCH, "says 00000000");

            ImageLimits large = new ImageLimits(Chain.LIMITS.allowed(), 1 << 20, 25_000_000, 1_000);
            try (Chain bombs = new Chain(large, Decoding.in(DecodeMode.FAST), 1)) {
                byte[] bomb = hugePng();
                ByteBuffer.wrap(bomb).putInt(16, 5_000).putInt(20, 5_000);
                expectOnly(bombs, Chain.encode(bombs.event(bomb)), RejectReason.TOO_MANY_PIXELS_A_BYTE, "45 bytes");
            }

            Attachment gone = Attachment.refusal(RejectReason.UNREADABLE_FILE, "file:/photos/cat.jpg: it is gone.");
            expectOnly(chain, new RawRecord(Chain.origin(6), null, gone), RejectReason.UNREADABLE_FILE, "it is gone");

            RawRecord named = new RawRecord(Chain.origin(99), cat);
            assertThat(((Rejected) chain.tag(named)).reason()).isEqualTo(RejectReason.REJECTED_BY_OPERATOR);
            assertThat(chain.tag(new RawRecord(Chain.origin(100), cat))).isInstanceOf(Labelled.class);
            tried.add(RejectReason.REJECTED_BY_OPERATOR);
            assertThat(tried).as("every reason there is").containsExactlyInAnyOrder(RejectReason.values());
        }
    }

    private void expect(Chain chain, byte[] value, RejectReason reason, String inMessage) throws Exception {
        expectOnly(chain, value, reason, inMessage);
        assertThat(chain.tag(Chain.encode(chain.event("cat-chelsea.jpg")))).isInstanceOf(Labelled.class);
    }

    private void expectOnly(Chain chain, byte[] value, RejectReason reason, String inMessage) {
        expectOnly(chain, new RawRecord(Chain.origin(5), value), reason, inMessage);
    }

    private void expectOnly(Chain chain, RawRecord record, RejectReason reason, String inMessage) {
        tried.add(reason);
        assertThat(chain.tag(record)).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.reason()).as(rejected.message()).isEqualTo(reason);
            assertThat(rejected.message()).contains(inMessage).endsWith(".");
            assertThat(rejected.input()).isSameAs(record);
            assertThat(rejected.stage()).isEqualTo(Stage.DECODE);
        });
    }

    /** A progressive JPEG of 8×8 with so many scans. */
    private static byte[] manyScans(int scans) {
        ByteBuffer jpeg = ByteBuffer.allocate(100 + 10 * scans);
        jpeg.put(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xC2, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0});
        for (int i = 0; i < scans; i++) {
            jpeg.put(new byte[] {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 0, 0});
        }
        jpeg.put(new byte[] {(byte) 0xFF, (byte) 0xD9});
        return Arrays.copyOf(jpeg.array(), jpeg.position());
    }

    /** A PNG of 10×10 with a header and an end, and nothing between. */
    private static byte[] pngWithoutPixels() {
        byte[] png = hugePng();
        ByteBuffer.wrap(png).putInt(16, 10).putInt(20, 10);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
        return png;
    }

    /** The first 33 bytes of a PNG that claims 30000×30000 pixels, then an end. */
    private static byte[] hugePng() {
        return ByteBuffer.allocate(45)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'})
                .putInt(13)
                .put(new byte[] {'I', 'H', 'D', 'R'})
                .putInt(30_000)
                .putInt(30_000)
                .put(new byte[] {8, 2, 0, 0, 0})
                .putInt(0)
                .putInt(0)
                .put(new byte[] {'I', 'E', 'N', 'D'})
                .putInt(0xAE426082)
                .array();
    }
}
