package io.frametag.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
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
