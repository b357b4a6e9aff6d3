package io.frametag.files;

import java.io.IOException;

/**
 * Numbers of Avro's binary encoding, read one byte at a time: Avro's decoders read ahead, and then nobody knows where they are.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#primitive-types-1">Avro specification, Binary Encoding</a>
 */
final class AvroNumbers {
    private static final int LONGEST = 10;

    private AvroNumbers() {}

    /** A long: zigzag, seven bits a byte, the lowest first. */
    static long next(Bytes bytes) throws IOException, DamagedFileException {
        byte[] one = new byte[1];
        long value = 0;
        for (int i = 0; i < LONGEST; i++) {
            if (bytes.read(one, 0, 1) == 0) {
                throw new DamagedFileException(bytes.position(), "the file is cut short");
            }
            value |= (one[0] & 0x7FL) << (7 * i);
            if (one[0] >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new DamagedFileException(bytes.position(), "there is no number where one must be");
    }

    static byte[] bytes(Bytes bytes, int length) throws IOException, DamagedFileException {
        byte[] read = new byte[length];
        if (bytes.read(read, 0, length) < length) {
            throw new DamagedFileException(bytes.position(), "the file is cut short");
        }
        return read;
    }
}
