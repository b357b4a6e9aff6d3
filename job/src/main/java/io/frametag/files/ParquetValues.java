package io.frametag.files;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorInputStream;
import org.apache.commons.compress.compressors.snappy.SnappyCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * The values of one flat column of a row group, row by row. Parquet's own reader holds the column of a whole row group, or at least a page,
 * uncompressed, and common writers put a thousand images into a page and a million into a row group. This one reads a page as it comes.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/">Parquet, Data pages</a>
 */
final class ParquetValues implements AutoCloseable {
    private static final int SNAPPY_WINDOW_BYTES = 64 << 10;
    /** Enough for tens of millions of rows a page. */
    private static final int MOST_LEVEL_BYTES = 8 << 20;
    /** An array takes 16 bytes beside its own, and is filled up to eight; the list holds a reference. */
    private static final int ENTRY_BYTES = 24;

    private final SeekableBytes bytes;
    private final ParquetFooter.Chunk chunk;
    private final ParquetFooter.Column column;
    private final BlockBuffer buffer;
    private final int mostPageBytes;
    private long rowsLeft;
    private long nextPage;
    private List<byte[]> dictionary;

    private InputStream page;
    private long valuesLeft;
    private HybridNumbers definitions;
    private PageValues values;

    /**
     * @param bytes of the file; used by nobody else meanwhile
     * @param rows in the row group
     * @param mostPageBytes that may be held of a page, or of a dictionary
     */
    ParquetValues(
            SeekableBytes bytes, ParquetFooter.Chunk chunk, ParquetFooter.Column column, long rows, int mostPageBytes) {
        this.bytes = bytes;
        this.chunk = chunk;
        this.column = column;
        this.buffer = new BlockBuffer(mostPageBytes);
        this.mostPageBytes = mostPageBytes;
        this.rowsLeft = rows;
        this.nextPage = chunk.position();
    }

    /**
     * Goes to the next row's value.
     *
     * @return its length in bytes, or negative for null
     */
    int next() throws IOException {
        while (valuesLeft == 0) {
            openPage();
        }
        valuesLeft--;
        return definitions != null && definitions.next() < column.definitionLevel() ? -1 : values.next();
    }

    PrimitiveTypeName type() {
        return column.type();
    }

    /** The value, once, in an array of the caller's own. */
    byte[] take() throws IOException {
        return values.take();
    }

    private void openPage() throws IOException {
        close();
        long end = chunk.position() + chunk.size();
        if (nextPage >= end) {
            throw new EOFException();
        }
        bytes.skipTo(nextPage);
        PageHeader header = ParquetThrift.pageHeader(
                new BytesRange(bytes, end - nextPage), (int) Math.min(end - nextPage, mostPageBytes));
        int size = header.getCompressed_page_size();
        if (size < 0 || header.getUncompressed_page_size() < 0 || size > end - bytes.position()) {
            throw new IOException("a page has an impossible size");
        }
        nextPage = bytes.position() + size;
        StoredPage stored = new StoredPage(new BytesRange(bytes, size), header);
        switch (header.getType()) {
            case DICTIONARY_PAGE -> readDictionary(header, stored);
            case DATA_PAGE -> open(header.getData_page_header(), stored);
            case DATA_PAGE_V2 -> open(header.getData_page_header_v2(), stored);
            case INDEX_PAGE -> {}
        }
    }

    private void readDictionary(PageHeader header, StoredPage stored) throws IOException {
        dictionary = null;
        try (InputStream plain = uncompressed(stored)) {
            buffer.fill(plain);
        }
        stored.check();
        int size = header.getDictionary_page_header().getNum_values();
        // It is held twice: as it stands in the page, and as arrays.
        if (buffer.size() + (long) ENTRY_BYTES * size > mostPageBytes / 2) {
            throw new IOException("its dictionary has " + size + " values of " + buffer.size()
                    + " bytes together: raise --bytes-in-flight");
        }
        PageValues all = plain(new ByteArrayInputStream(buffer.bytes(), 0, buffer.size()));
        dictionary = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            all.next();
            dictionary.add(all.take());
        }
    }

    /** Version 1: all of the page is compressed, and the levels say how long they are. */
    private void open(DataPageHeader header, StoredPage stored) throws IOException {
        page = uncompressed(stored);
        byte[] levels = {};
        if (column.definitionLevel() > 0) {
            if (header.getDefinition_level_encoding() != Encoding.RLE) {
                throw new IOException("its nulls are written as " + header.getDefinition_level_encoding());
            }
            byte[] length = page.readNBytes(Integer.BYTES);
            levels = levels(
                    page,
                    length.length < Integer.BYTES
                            ? -1
                            : ByteBuffer.wrap(length)
                                    .order(ByteOrder.LITTLE_ENDIAN)
                                    .getInt());
        }
        begin(header.getNum_values(), header.getEncoding(), levels, stored);
    }

    /** Version 2: the levels are not compressed, and the header says how long they are. */
    private void open(DataPageHeaderV2 header, StoredPage stored) throws IOException {
        stored.skipNBytes(Math.max(0, header.getRepetition_levels_byte_length()));
        byte[] levels = levels(stored, header.getDefinition_levels_byte_length());
        page = header.isIs_compressed() ? uncompressed(stored) : stored;
        begin(header.getNum_values(), header.getEncoding(), levels, stored);
    }

    private static byte[] levels(InputStream in, int length) throws IOException {
        if (length < 0 || length > MOST_LEVEL_BYTES) {
            throw new IOException("a page has an impossible size");
        }
        return in.readNBytes(length);
    }

    private void begin(int size, Encoding encoding, byte[] levels, StoredPage stored) throws IOException {
        if (size < 0 || size > rowsLeft) {
            throw new IOException(
                    "a page has " + size + " values, and the row group no more than " + rowsLeft + " rows");
        }
        rowsLeft -= size;
        valuesLeft = size;
        definitions = column.definitionLevel() == 0
                ? null
                : new HybridNumbers(
                        new ByteArrayInputStream(levels),
                        Integer.SIZE - Integer.numberOfLeadingZeros(column.definitionLevel()));
        values = switch (encoding) {
            case PLAIN -> plain(page);
            case PLAIN_DICTIONARY, RLE_DICTIONARY -> {
                if (dictionary == null) {
                    throw new IOException("its dictionary is missing");
                }
                yield new DictionaryValues(page, dictionary);
            }
            case DELTA_LENGTH_BYTE_ARRAY -> {
                buffer.fill(page);
                stored.check();
                yield new DeltaLengthValues(buffer.bytes(), buffer.size(), size);
            }
            default -> throw new IOException("its values are written as " + encoding + ", which is not read");
        };
    }

    private PageValues plain(InputStream in) {
        return new PlainValues(
                in,
                switch (column.type()) {
                    case INT32 -> Integer.BYTES;
                    case INT64 -> Long.BYTES;
                    default -> 0;
                });
    }

    private InputStream uncompressed(InputStream stored) throws IOException {
        return switch (chunk.codec()) {
            case UNCOMPRESSED -> stored;
            case SNAPPY -> new SnappyCompressorInputStream(stored, SNAPPY_WINDOW_BYTES);
            case GZIP -> new GzipCompressorInputStream(stored, true);
            case ZSTD -> new ZstdCompressorInputStream(stored);
            case LZ4_RAW -> new BlockLZ4CompressorInputStream(stored);
            case LZ4, LZO, BROTLI ->
                throw new IOException("it is compressed with " + chunk.codec() + ", which is not read");
        };
    }

    @Override
    public void close() throws IOException {
        if (page != null) {
            page.close();
            page = null;
        }
    }
}
