package io.frametag.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadUrisTest {
    private static final String URI = "https://example.org/cät.jpg?a=b";

    private final SingleObjectCodec<ImageEvent> codec = SingleObjectCodec.imageEvents();
    private final PayloadUris uris = new PayloadUris();

    private static ImageEvent event(String uri) {
        ImageEvent event = Samples.event(new byte[0]);
        event.setPayload(ImageUri.newBuilder().setUri(uri).build());
        return event;
    }

    @ParameterizedTest
    @ValueSource(strings = {URI, "", "s3://bucket/a"})
    void theUriOfAnEventIsFound(String uri) {
        assertThat(uris.find(codec.encode(event(uri)))).isEqualTo(uri);
    }

    @Test
    void anEventThatBringsItsImageHasNone() {
        assertThat(uris.find(codec.encode(Samples.event(new byte[] {1, 2, 3})))).isNull();
        assertThat(uris.find(codec.encode(Samples.event(new byte[0])))).isNull();
        assertThat(uris.find(codec.encode(event(URI))))
                .as("nothing is carried over")
                .isEqualTo(URI);
    }

    @Test
    void whatIsNoEventHasNone() {
        byte[] unknown = codec.encode(event(URI));
        unknown[2]++;
        assertThat(uris.find(null)).isNull();
        assertThat(uris.find(new byte[0])).isNull();
        assertThat(uris.find(new byte[100])).isNull();
        assertThat(uris.find(unknown)).isNull();
        assertThat(uris.find(SingleObjectCodec.imageLabels().encode(Samples.labels())))
                .isNull();
    }

    /** What an older producer writes: the payload stands elsewhere in each version. */
    @Test
    void everyReleasedVersionIsRead() throws Exception {
        assertThat(ReleasedSchemas.of("image-event")).hasSizeGreaterThan(1);
        for (Schema version : ReleasedSchemas.of("image-event")) {
            GenericRecord written = new GenericData.Record(version);
            ImageEvent sample = event(URI);
            for (Schema.Field field : version.getFields()) {
                Schema.Field ours = ImageEvent.getClassSchema().getField(field.name());
                written.put(field.pos(), sample.get(ours.pos()));
            }
            Schema payload = version.getField("payload").schema();
            Schema uri = payload.getTypes().get(payload.getIndexNamed(ImageUri.class.getName()));
            GenericRecord image = new GenericData.Record(uri);
            image.put("uri", URI);
            written.put("payload", image);
            ByteBuffer encoded =
                    new BinaryMessageEncoder<GenericRecord>(sample.getSpecificData(), version).encode(written);
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            assertThat(uris.find(bytes)).isEqualTo(URI);
        }
    }

    /** Nothing is thrown, nothing is allocated at the word of a damaged length, and the codec finds no other URI. */
    @Test
    void damagedEventsHaveNoUriOrTheOneThatTheCodecReads() {
        Random random = new Random(8);
        byte[] whole = codec.encode(event(URI));
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = Arrays.copyOf(whole, random.nextInt(8) == 0 ? random.nextInt(whole.length) : whole.length);
            for (int flips = random.nextInt(3); flips > 0 && damaged.length > 10; flips--) {
                damaged[10 + random.nextInt(damaged.length - 10)] = (byte) random.nextInt(256);
            }
            String found = uris.find(damaged);
            try {
                Object payload = codec.decode(damaged, null).getPayload();
                String decoded = payload instanceof ImageUri uri ? uri.getUri() : null;
                assertThat(found).isEqualTo(decoded);
                read++;
            } catch (WireFormatException e) {
                assertThat(found == null || found.length() <= damaged.length).isTrue();
            }
        }
        assertThat(read).as("damaged events that are read all the same").isBetween(1_000, 19_000);
    }
}
