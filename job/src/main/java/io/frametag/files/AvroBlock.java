package io.frametag.files;

import java.io.IOException;
import java.util.Arrays;
import org.apache.avro.file.DataFileConstants;

/**
 * What stands around a block of an Avro container file.
 *
 * @param position where it begins
 * @param rows in it
 * @param data where its rows begin, which may be compressed
 * @param size of them in bytes
 * @param next where the next block begins
 */
record AvroBlock(long position, long rows, long data, long size, long next) {
    /**
     * Reads a block's head, and the marker behind it.
     *
     * @param sync the marker
     * @throws DamagedFileException if there is no block
     */
    static AvroBlock at(long position, SeekableBytes bytes, byte[] sync) throws IOException, DamagedFileException {
        bytes.skipTo(position);
        long rows = AvroNumbers.next(bytes);
        long size = AvroNumbers.next(bytes);
        long data = bytes.position();
        // However well they are compressed, events are no less than a byte each. A damaged number would be a flood of
        // dead letters.
        if (rows < 0 || size < 0 || size > bytes.length() || rows > size) {
            throw new DamagedFileException(
                    position, "there is no Avro block: it would have " + rows + " rows in " + size + " bytes");
        }
        long next = data + size + DataFileConstants.SYNC_SIZE;
        if (!bytes.reaches(next)) {
            throw new DamagedFileException(position, "the file is cut short within an Avro block of " + rows + " rows");
        }
        bytes.skipTo(data + size);
        if (!Arrays.equals(AvroNumbers.bytes(bytes, DataFileConstants.SYNC_SIZE), sync)) {
            throw new DamagedFileException(position, "the Avro block is not followed by the file's marker");
        }
        return new AvroBlock(position, rows, data, size, next);
    }
}
