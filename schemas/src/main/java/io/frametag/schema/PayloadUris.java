package io.frametag.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Finds the URI of an encoded {@link ImageEvent} whose payload is one. An event that brings its image costs next to nothing: what
 * stands before the payload is skipped, the image is not touched.
 *
 * <p>Not thread-safe: it keeps a decoder. One per operator.
 */
public final class PayloadUris {
    private static final String PAYLOAD = "payload";

    private final Map<Long, Layout> layouts = new HashMap<>();
    private BinaryDecoder decoder;

    /** @param uriBranch which branch of the payload's union is the URI */
    private record Layout(List<Schema> before, int uriBranch) {
        static Layout of(Schema event) {
            Schema.Field payload = event.getField(PAYLOAD);
            List<Schema> before = event.getFields().subList(0, payload.pos()).stream()
                    .map(Schema.Field::schema)
                    .toList();
            return new Layout(
                    before,
                    payload.schema().getIndexNamed(ImageUri.getClassSchema().getFullName()));
        }
    }

    public PayloadUris() {
        for (Schema written : ReleasedSchemas.of("image-event")) {
            layouts.put(SchemaNormalization.parsingFingerprint64(written), Layout.of(written));
        }
    }

    /**
     * Looks into one record.
     *
     * @param event in single-object encoding, or anything else; may be null
     * @return null if there is no URI in it. An event that is damaged has none, or one that {@link SingleObjectCodec} will refuse
     *     with the rest of it
     */
    public String find(byte[] event) {
        if (event == null || !SingleObjectCodec.hasHeader(event)) {
            return null;
        }
        Layout layout = layouts.get(SingleObjectCodec.fingerprint(event));
        if (layout == null) {
            return null;
        }
        try {
            return find(event, layout);
        } catch (IOException | RuntimeException e) {
            // Whatever Avro throws here is about these bytes.
            return null;
        }
    }

    private String find(byte[] event, Layout layout) throws IOException {
        int header = SingleObjectCodec.HEADER_BYTES;
        decoder = DecoderFactory.get().binaryDecoder(event, header, event.length - header, decoder);
        for (Schema field : layout.before()) {
            GenericDatumReader.skip(field, decoder);
        }
        if (decoder.readIndex() != layout.uriBranch()) {
            return null;
        }
        // By hand: Avro would believe any length, and allocate as much.
        long length = decoder.readLong();
        if (length < 0 || length > event.length) {
            return null;
        }
        byte[] uri = new byte[(int) length];
        decoder.readFixed(uri);
        return new String(uri, UTF_8);
    }
}
