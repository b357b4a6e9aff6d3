package io.frametag.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.snappy.SnappyCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/** How the blocks of an Avro container file are compressed. As streams, so that a block that becomes too large is given up in time. */
enum AvroCodec {
    NULL("null"),
    DEFLATE("deflate"),
    SNAPPY("snappy"),
    BZIP2("bzip2"),
    ZSTANDARD("zstandard");

    /** Of the checksum behind a block. */
    private static final int SNAPPY_CHECKSUM_BYTES = 4;
    /** How far back Snappy's encoders look. */
    private static final int SNAPPY_WINDOW_BYTES = 64 << 10;

    private final String name;

    AvroCodec(String name) {
        this.name = name;
    }

    static Optional<AvroCodec> of(String name) {
        return Arrays.stream(values()).filter(codec -> codec.name.equals(name)).findFirst();
    }

    /**
     * Compares the checksum that may stand behind a block.
     *
     * @param end of the block in the file
     * @param block uncompressed
     * @throws IOException if it is another
     */
    void check(SeekableBytes bytes, long end, byte[] block, int size) throws IOException {
        if (this == SNAPPY) {
            CRC32 crc = new CRC32();
            crc.update(block, 0, size);
            bytes.skipTo(end - SNAPPY_CHECKSUM_BYTES);
            if (ByteBuffer.wrap(bytes.readExactly(SNAPPY_CHECKSUM_BYTES)).getInt() != (int) crc.getValue()) {
                throw new IOException("it does not have its checksum");
            }
        }
    }

    /** @param size of the block as it stands in the file */
    InputStream open(Bytes bytes, long size) throws IOException {
        return switch (this) {
            case NULL -> new BytesRange(bytes, size);
            // One more than there are: without a zlib header the inflater may ask for it.
            case DEFLATE -> new RawInflate(new BytesRange(bytes, size + 1));
            case SNAPPY ->
                new SnappyCompressorInputStream(
                        new BytesRange(bytes, size - SNAPPY_CHECKSUM_BYTES), SNAPPY_WINDOW_BYTES);
            case BZIP2 -> new BZip2CompressorInputStream(new BytesRange(bytes, size));
            case ZSTANDARD -> new ZstdCompressorInputStream(new BytesRange(bytes, size));
        };
    }
}
