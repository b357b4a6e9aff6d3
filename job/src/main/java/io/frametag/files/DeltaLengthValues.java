package io.frametag.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.values.deltalengthbytearray.DeltaLengthByteArrayValuesReader;

/** Values whose lengths stand all in front, as differences. By Parquet's own reader, which wants the page in memory. */
final class DeltaLengthValues implements PageValues {
    private static final int MOST_VALUES_A_BLOCK = 1 << 16;
    /** Parquet's reader holds eight bytes for each, and a page of images has far fewer. */
    private static final int MOST_VALUES = 1 << 20;

    private final DeltaLengthByteArrayValuesReader reader = new DeltaLengthByteArrayValuesReader();
    private byte[] value;

    /** @param values in the page, nulls among them */
    DeltaLengthValues(byte[] page, int size, int values) throws IOException {
        checkHead(page, size, values);
        reader.initFromPage(values, ByteBufferInputStream.wrap(ByteBuffer.wrap(page, 0, size)));
    }

    /** Numbers that Parquet's reader makes room for before it reads on. */
    private static void checkHead(byte[] page, int size, int values) throws IOException {
        long[] numbers = new long[3];
        int at = 0;
        for (int i = 0; i < numbers.length; i++) {
            int next;
            int shift = 0;
            do {
                if (at >= size || shift > 28) {
                    throw new IOException("the lengths of values are damaged");
                }
                next = page[at++];
                numbers[i] |= (next & 0x7FL) << shift;
                shift += 7;
            } while (next < 0);
        }
        if (numbers[0] > MOST_VALUES_A_BLOCK
                || numbers[1] == 0
                || numbers[1] > numbers[0]
                || numbers[2] > Math.min(values, MOST_VALUES)) {
            throw new IOException("the lengths of values are damaged");
        }
    }

    @Override
    public int next() {
        value = reader.readBytes().getBytes();
        return value.length;
    }

    @Override
    public byte[] take() {
        return value;
    }
}
