package io.frametag.hostile.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The first directory of a TIFF file (TIFF 6.0, section 2). Of sound files only.
 *
 * @param bytes in the file's own byte order; writing to it writes to the file
 * @param directory where it begins
 */
record TiffEntries(ByteBuffer bytes, int directory) {
    private static final int ENTRY_BYTES = 12;
    private static final short LONG = 4;

    static TiffEntries of(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        return new TiffEntries(bytes, bytes.getInt(4));
    }

    /** Gives the tag, if it is there, this number. */
    void set(int tag, int value) {
        for (int entry = 0; entry < bytes.getChar(directory); entry++) {
            int at = directory + 2 + entry * ENTRY_BYTES;
            if (bytes.getChar(at) == tag) {
                bytes.putShort(at + 2, LONG).putInt(at + 4, 1).putInt(at + 8, value);
            }
        }
    }

    /** Has the directory followed by itself. */
    void loop() {
        bytes.putInt(directory + 2 + bytes.getChar(directory) * ENTRY_BYTES, directory);
    }
}
