package io.frametag.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Parquet's run-length and bit-packed numbers, one after the other. Parquet's own decoder makes room for as many as a run says it has.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/#run-length-encoding--bit-packing-hybrid-rle--3">
 *     Parquet, Encodings, RLE / bit-packing hybrid</a>
 */
final class HybridNumbers {
    private static final int WIDEST = 32;

    private final InputStream in;
    private final int width;
    /** Numbers left of the run. */
    private long left;

    private boolean packed;
    private int repeated;
    private long bits;
    private int bitsHeld;

    /** @param width of a number in bits; with 0 all are 0 and nothing is read */
    HybridNumbers(InputStream in, int width) throws IOException {
        if (width < 0 || width > WIDEST) {
            throw new IOException("numbers of " + width + " bits");
        }
        this.in = in;
        this.width = width;
    }

    int next() throws IOException {
        if (width == 0) {
            return 0;
        }
        while (left == 0) {
            run();
        }
        left--;
        return packed ? unpack() : repeated;
    }

    private void run() throws IOException {
        int header = varint();
        packed = (header & 1) != 0;
        if (packed) {
            left = (long) (header >>> 1) * 8;
            bits = 0;
            bitsHeld = 0;
        } else {
            left = (long) (header >>> 1);
            repeated = 0;
            for (int shift = 0; shift < width; shift += 8) {
                repeated |= one() << shift;
            }
        }
    }

    /** The lowest bits come first. */
    private int unpack() throws IOException {
        while (bitsHeld < width) {
            bits |= (long) one() << bitsHeld;
            bitsHeld += 8;
        }
        int number = (int) (bits & ((1L << width) - 1));
        bits >>>= width;
        bitsHeld -= width;
        return number;
    }

    private int varint() throws IOException {
        int value = 0;
        for (int shift = 0; shift < WIDEST; shift += 7) {
            int next = one();
            value |= (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IOException("a run of more numbers than there can be");
    }

    private int one() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException();
        }
        return next;
    }
}
