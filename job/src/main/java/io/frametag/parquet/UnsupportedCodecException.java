package io.frametag.parquet;

import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** A Parquet file is compressed in a way that is not read here. */
public final class UnsupportedCodecException extends RuntimeException {
    UnsupportedCodecException(CompressionCodecName codec) {
        super("compressed with " + codec + "; ZSTD, SNAPPY, GZIP, LZ4_RAW and no compression are read");
    }
}
