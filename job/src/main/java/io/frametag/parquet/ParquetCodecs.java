package io.frametag.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * Parquet's compression by the libraries that Kafka's client brings to Flink's {@code lib/}. Parquet's own factory goes by
 * Hadoop's codecs, and would need Hadoop for every page. Reads what today's tools write; writes zstd.
 *
 * <p>Stateless.
 */
public final class ParquetCodecs implements CompressionCodecFactory {
    /** The default of Zstandard's own tool: labels shrink little more at higher levels, and take longer. */
    private static final int ZSTD_LEVEL = 3;

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        if (codec != CompressionCodecName.ZSTD) {
            throw new IllegalArgumentException("Parquet is written with ZSTD here, not with " + codec);
        }
        return new PageCompressor(codec, page -> Zstd.compress(page, ZSTD_LEVEL));
    }

    /** @throws UnsupportedCodecException if it is a codec that hardly anybody writes: LZO, BROTLI, or Hadoop's own LZ4 */
    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return new PageDecompressor(
                switch (codec) {
                    case UNCOMPRESSED -> (page, size) -> page;
                    case ZSTD -> ParquetCodecs::unzstd;
                    case SNAPPY -> (page, size) -> Snappy.uncompress(page);
                    case GZIP -> ParquetCodecs::gunzip;
                    case LZ4_RAW -> ParquetCodecs::unlz4;
                    case LZ4, LZO, BROTLI -> throw new UnsupportedCodecException(codec);
                });
    }

    @Override
    public void release() {}

    private static byte[] unzstd(byte[] page, int size) throws IOException {
        try {
            return Zstd.decompress(page, size);
        } catch (ZstdException e) {
            throw new IOException("The page is not whole: " + e.getMessage(), e);
        }
    }

    private static byte[] gunzip(byte[] page, int size) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(page))) {
            return in.readNBytes(size);
        }
    }

    private static byte[] unlz4(byte[] page, int size) throws IOException {
        try {
            return LZ4Factory.fastestInstance().safeDecompressor().decompress(page, size);
        } catch (LZ4Exception e) {
            throw new IOException("The page is not whole: " + e.getMessage(), e);
        }
    }

    /** Bytes to bytes; may give back the array that it was given. */
    @FunctionalInterface
    interface Compression {
        byte[] of(byte[] page) throws IOException;
    }

    private record PageCompressor(CompressionCodecName codec, Compression compression) implements BytesInputCompressor {
        @Override
        public BytesInput compress(BytesInput page) throws IOException {
            return BytesInput.from(compression.of(page.toInputStream().readAllBytes()));
        }

        @Override
        public CompressionCodecName getCodecName() {
            return codec;
        }

        @Override
        public void release() {}
    }
}
