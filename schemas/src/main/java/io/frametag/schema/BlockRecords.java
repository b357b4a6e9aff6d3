package io.frametag.schema;

import io.frametag.schema.WireFormatException.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * The image events of an Avro container file, block by block, each as a record of its own in single-object encoding: the bytes that
 * stand in the file, behind the marker and the fingerprint of the schema that they were written with.
 *
 * <p>Not thread-safe: it keeps a decoder and an event that it uses again.
 */
public final class BlockRecords {
    private final byte[] header;
    private final SpecificDatumReader<ImageEvent> reader;
    private byte[] block = {};
    private int length;
    private BinaryDecoder decoder;
    private ImageEvent event;

    /**
     * @param writer the schema in the file's header
     * @throws WireFormatException if it is no released schema of an image event
     */
    public BlockRecords(Schema writer) throws WireFormatException {
        long fingerprint = SchemaNormalization.parsingFingerprint64(writer);
        Schema released = ReleasedSchemas.of("image-event").stream()
                .filter(version -> SchemaNormalization.parsingFingerprint64(version) == fingerprint)
                .findFirst()
                .orElseThrow(() -> new WireFormatException(
                        Fault.UNKNOWN_SCHEMA,
                        "its records are of schema " + writer.getFullName() + " " + Long.toHexString(fingerprint)
                                + ", which is no released version of ImageEvent",
                        null));
        this.header = SingleObjectCodec.header(fingerprint);
        SpecificData model = SpecificData.getForClass(ImageEvent.class);
        this.reader = new SpecificDatumReader<>(released, ImageEvent.getClassSchema(), model);
    }

    /**
     * Begins with a block.
     *
     * @param bytes the block, uncompressed; not to be changed until the next block
     * @param size how many of them count
     */
    public void open(byte[] bytes, int size) {
        block = bytes;
        length = size;
        decoder = DecoderFactory.get().binaryDecoder(bytes, 0, size, decoder);
    }

    /**
     * Reads one record.
     *
     * @return the record in single-object encoding, in an array of the caller's own
     * @throws WireFormatException if the block is damaged here: nothing more can be read of it
     */
    public byte[] next() throws WireFormatException {
        try {
            int from = length - remaining();
            event = reader.read(event, decoder);
            int size = length - remaining() - from;
            return ByteBuffer.allocate(header.length + size)
                    .put(header)
                    .put(block, from, size)
                    .array();
        } catch (IOException | RuntimeException e) {
            // Whatever Avro throws here is about these bytes. The half-filled event must not show through in the next
            // one.
            event = null;
            throw new WireFormatException(
                    Fault.MALFORMED,
                    "the Avro record is cut short or damaged" + (e.getMessage() == null ? "" : ": " + e.getMessage()),
                    e);
        }
    }

    /** The event that {@link #next} read; filled anew by the following one. */
    public ImageEvent event() {
        return event;
    }

    private int remaining() throws IOException {
        return decoder.inputStream().available();
    }
}
