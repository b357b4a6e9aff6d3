package org.apache.parquet;

import java.util.Map;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.format.converter.ParquetMetadataConverter;

/**
 * Read options that are made without Hadoop on the class path. {@link ParquetReadOptions.Builder} asks
 * {@code ParquetInputFormat}, a Hadoop class, for defaults; the constructor does not, and is seen from this package only.
 */
public final class ReadOptionsWithoutHadoop {
    private static final int ALLOCATION_BYTES = 8 << 20;

    private ReadOptionsWithoutHadoop() {}

    /** @return options that read every row, and check a page's checksum where it has one */
    public static ParquetReadOptions with(CompressionCodecFactory codecs) {
        return new ParquetReadOptions(
                /* useSignedStringMinMax= */ false,
                /* useStatsFilter= */ false,
                /* useDictionaryFilter= */ false,
                /* useRecordFilter= */ false,
                /* useColumnIndexFilter= */ false,
                /* usePageChecksumVerification= */ true,
                /* useBloomFilter= */ false,
                /* useOffHeapDecryptBuffer= */ false,
                /* useHadoopVectoredIo= */ false,
                FilterCompat.NOOP,
                ParquetMetadataConverter.NO_FILTER,
                codecs,
                HeapByteBufferAllocator.getInstance(),
                ALLOCATION_BYTES,
                Map.of(),
                /* fileDecryptionProperties= */ null,
                /* metricsCallback= */ null,
                new PlainParquetConfiguration());
    }
}
