package io.frametag.schema;

import io.frametag.schema.WireFormatException.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Avro's single-object encoding: the marker {@code C3 01}, the writer schema's CRC-64-AVRO fingerprint in little-endian
 * order, the body. Any released writer schema is understood.
 *
 * <p>Not thread-safe: it keeps a reader, a writer and buffers that it uses again. One per operator.
 *
 * @param <T> a generated record
 */
public final class SingleObjectCodec<T extends SpecificRecordBase> {
    static final int HEADER_BYTES = 10;
    private static final byte MARKER_0 = (byte) 0xC3;
    private static final byte MARKER_1 = 0x01;

    static {
        // Since 1.12.2 Avro makes only classes that somebody vouches for. These are our own generated ones.
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                type -> type.getPackageName().equals(ImageEvent.class.getPackageName())));
    }

    private final String record;
    private final byte[] header;
    private final Map<Long, SpecificDatumReader<T>> readers = new HashMap<>();
    private final SpecificDatumWriter<T> writer;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    private BinaryEncoder encoder;
    private BinaryDecoder decoder;

    private SingleObjectCodec(Class<T> type, String name) {
        SpecificData model = SpecificData.getForClass(type);
        Schema current = model.getSchema(type);
        this.record = current.getName();
        this.writer = new SpecificDatumWriter<>(current, model);
        this.header = header(SchemaNormalization.parsingFingerprint64(current));
        for (Schema written : ReleasedSchemas.of(name)) {
            readers.put(
                    SchemaNormalization.parsingFingerprint64(written),
                    new SpecificDatumReader<>(written, current, model));
        }
    }

    /** What stands in front of a record's body. */
    static byte[] header(long fingerprint) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MARKER_0)
                .put(MARKER_1)
                .putLong(fingerprint)
                .array();
    }

    public static SingleObjectCodec<ImageEvent> imageEvents() {
        return new SingleObjectCodec<>(ImageEvent.class, "image-event");
    }

    public static SingleObjectCodec<ImageLabels> imageLabels() {
        return new SingleObjectCodec<>(ImageLabels.class, "image-labels");
    }

    public static SingleObjectCodec<Segment> segments() {
        return new SingleObjectCodec<>(Segment.class, "segment");
    }

    public static SingleObjectCodec<StreamState> streamStates() {
        return new SingleObjectCodec<>(StreamState.class, "segment-state");
    }

    public static SingleObjectCodec<ShedFrame> shedFrames() {
        return new SingleObjectCodec<>(ShedFrame.class, "shed-frame");
    }

    public static SingleObjectCodec<ModelRelease> modelReleases() {
        return new SingleObjectCodec<>(ModelRelease.class, "model-release");
    }

    public static SingleObjectCodec<ModelReleaseOutcome> modelReleaseOutcomes() {
        return new SingleObjectCodec<>(ModelReleaseOutcome.class, "model-release-outcome");
    }

    public static SingleObjectCodec<ModelReleaseState> modelReleaseStates() {
        return new SingleObjectCodec<>(ModelReleaseState.class, "model-release-state");
    }

    /** @return the record's bytes, in an array of the caller's own */
    public byte[] encode(T value) {
        try {
            out.reset();
            out.write(header);
            encoder = EncoderFactory.get().directBinaryEncoder(out, encoder);
            writer.write(value, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads one record.
     *
     * @param reuse filled again where Avro can, buffers included; may be null
     * @throws WireFormatException if the bytes are anything but one whole record
     */
    public T decode(byte[] bytes, T reuse) throws WireFormatException {
        SpecificDatumReader<T> reader = readerFor(bytes);
        try {
            decoder = DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, decoder);
            T value = reader.read(reuse, decoder);
            if (!decoder.isEnd()) {
                throw new WireFormatException(
                        Fault.MALFORMED, "The Avro " + record + " is followed by bytes that are no part of it.", null);
            }
            return value;
        } catch (IOException | RuntimeException e) {
            // Whatever Avro throws here is about these bytes: its decoder raises many kinds of RuntimeException.
            throw new WireFormatException(
                    Fault.MALFORMED,
                    "The record has the header of an Avro " + record + ", but its body is cut short or damaged"
                            + (e.getMessage() == null ? "." : ": " + e.getMessage() + "."),
                    e);
        }
    }

    static boolean hasHeader(byte[] bytes) {
        return bytes.length >= HEADER_BYTES && bytes[0] == MARKER_0 && bytes[1] == MARKER_1;
    }

    /** @return of the schema that {@code bytes}, which have a header, were written with */
    static long fingerprint(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
    }

    private SpecificDatumReader<T> readerFor(byte[] bytes) throws WireFormatException {
        if (!hasHeader(bytes)) {
            throw new WireFormatException(
                    Fault.NOT_AVRO,
                    "The record is not an Avro " + record
                            + " in single-object encoding: it does not begin with C3 01 and a schema fingerprint, but with "
                            + head(bytes) + ".",
                    null);
        }
        long fingerprint = fingerprint(bytes);
        SpecificDatumReader<T> reader = readers.get(fingerprint);
        if (reader == null) {
            throw new WireFormatException(
                    Fault.UNKNOWN_SCHEMA,
                    "The record is written with schema " + Long.toHexString(fingerprint)
                            + ", which is no released version of " + record
                            + ": upgrade the reader before the producer.",
                    null);
        }
        return reader;
    }

    private static String head(byte[] bytes) {
        int length = Math.min(bytes.length, 4);
        StringBuilder text = new StringBuilder(length == 0 ? "nothing" : "");
        for (int i = 0; i < length; i++) {
            text.append(i == 0 ? "" : " ").append(String.format("%02X", bytes[i]));
        }
        return text.toString();
    }
}
