package io.frametag.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;

/** A page of a Parquet file, decompressed on the heap, and held to the size that the file names. */
record PageDecompressor(Decompression decompression) implements BytesInputDecompressor {
    /** Bytes to bytes; may give back the array that it was given. */
    @FunctionalInterface
    interface Decompression {
        /** @param size of the result, as the file names it */
        byte[] of(byte[] page, int size) throws IOException;
    }

    @Override
    public BytesInput decompress(BytesInput page, int size) throws IOException {
        return BytesInput.from(whole(page.toInputStream().readAllBytes(), size));
    }

    @Override
    public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int size) throws IOException {
        byte[] page = new byte[compressedSize];
        input.get(page);
        output.put(whole(page, size));
    }

    private byte[] whole(byte[] page, int size) throws IOException {
        byte[] plain = decompression.of(page, size);
        if (plain.length != size) {
            throw new IOException("A page has " + plain.length + " bytes, and the file names " + size);
        }
        return plain;
    }

    @Override
    public void release() {}
}
