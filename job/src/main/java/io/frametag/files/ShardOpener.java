package io.frametag.files;

import io.frametag.config.FilesInput;
import io.frametag.pipeline.Clock;
import io.frametag.pipeline.SystemClock;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.SingleObjectCodec;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Opens files by their types. One thread only. */
final class ShardOpener {
    private static final int STREAM_BUFFER_BYTES = 64 << 10;

    private final ReadLimits limits;
    private final FilesInput input;
    private final SingleObjectCodec<ImageEvent> codec = SingleObjectCodec.imageEvents();
    private final Clock clock = SystemClock.INSTANCE;

    /** @param input names the columns of Parquet files */
    ShardOpener(ReadLimits limits, FilesInput input) {
        this.limits = limits;
        this.input = input;
    }

    /** @return never fails: what cannot be opened is an input that is refused */
    GuardedShard open(Piece piece) {
        FileRecords records = new FileRecords(piece, codec, clock);
        return new GuardedShard(piece, records, () -> of(piece, records));
    }

    private Shard of(Piece piece, FileRecords records) throws IOException {
        String uri = piece.uri();
        return switch (piece.type()) {
            case IMAGE -> new SingleImage(piece, records, limits.maxImageBytes());
            case TAR -> new TarShard(SeekableBytes.open(uri), piece, records, limits.maxImageBytes(), false);
            case GZIP_TAR -> new TarShard(new StreamedBytes(gunzip(uri)), piece, records, limits.maxImageBytes(), true);
            case ZIP -> new ZipShard(SeekableBytes.open(uri), piece, records, limits.maxImageBytes());
            case AVRO -> new AvroShard(SeekableBytes.open(uri), piece, records, limits);
            case PARQUET -> new ParquetShard(piece, records, limits, input);
        };
    }

    /** Files of several members, as parallel compressors write them, are read to their end. */
    private static InputStream gunzip(String uri) throws IOException {
        InputStream file = Storage.of(uri).open(uri);
        try {
            return new GzipCompressorInputStream(new BufferedInputStream(file, STREAM_BUFFER_BYTES), true);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }
}
