package io.frametag.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileConstants;

/**
 * The head of an Avro container file. Read here and not by Avro's own class, which makes room for whatever a damaged file says it holds.
 *
 * @param schema that the records were written with
 * @param codec that blocks are compressed by
 * @param sync stands behind each block
 * @param length in bytes; the first block follows
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#object-container-files">Avro specification, Object Container Files</a>
 */
record AvroHeader(Schema schema, String codec, byte[] sync, long length) {
    private static final int MOST_METADATA_BYTES = 1 << 20;

    /** @param bytes at the file's beginning */
    static AvroHeader read(Bytes bytes) throws IOException, DamagedFileException {
        byte[] magic = new byte[DataFileConstants.MAGIC.length];
        if (bytes.read(magic, 0, magic.length) < magic.length || !Arrays.equals(magic, DataFileConstants.MAGIC)) {
            throw new DamagedFileException(0, "it is no Avro container file: it does not begin with Obj and 1");
        }
        Map<String, String> metadata = metadata(bytes);
        byte[] sync = AvroNumbers.bytes(bytes, DataFileConstants.SYNC_SIZE);
        try {
            Schema schema = new Schema.Parser().parse(metadata.getOrDefault(DataFileConstants.SCHEMA, ""));
            return new AvroHeader(
                    schema,
                    metadata.getOrDefault(DataFileConstants.CODEC, DataFileConstants.NULL_CODEC),
                    sync,
                    bytes.position());
        } catch (RuntimeException | StackOverflowError e) {
            throw new DamagedFileException(0, "its Avro schema cannot be read");
        }
    }

    private static Map<String, String> metadata(Bytes bytes) throws IOException, DamagedFileException {
        Map<String, String> metadata = new HashMap<>();
        while (true) {
            checkPosition(bytes.position());
            long count = AvroNumbers.next(bytes);
            if (count == 0) {
                return metadata;
            }
            if (count < 0) {
                // The block's size follows, which nobody needs who reads it.
                count = -count;
                AvroNumbers.next(bytes);
            }
            for (long i = 0; i < count; i++) {
                metadata.put(text(bytes), text(bytes));
            }
        }
    }

    private static String text(Bytes bytes) throws IOException, DamagedFileException {
        long length = AvroNumbers.next(bytes);
        checkPosition(length < 0 ? Long.MAX_VALUE : bytes.position() + length);
        return new String(AvroNumbers.bytes(bytes, (int) length), UTF_8);
    }

    private static void checkPosition(long position) throws DamagedFileException {
        if (position < 0 || position > MOST_METADATA_BYTES) {
            throw new DamagedFileException(0, "its Avro header is damaged, or larger than 1 MiB");
        }
    }
}
