package io.frametag.files;

import io.frametag.parquet.ParquetCodecs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.parquet.ReadOptionsWithoutHadoop;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * What a Parquet file's footer says of the columns that are read.
 *
 * @param id null if no column names the images
 */
record ParquetFooter(Column image, Column id, List<Group> groups) {
    /** What HuggingFace's datasets call the bytes of their images. */
    private static final String BYTES = "bytes";
    /** So many rows of a group may take hardly any bytes: nulls, and images that a dictionary has. */
    private static final long MOST_ROWS_WITHOUT_BYTES = 1L << 24;
    /** And so many of a file. */
    private static final long MOST_ROWS_WITHOUT_BYTES_IN_ALL = 1L << 28;
    /** The footer's size, and PAR1. */
    private static final int FOOTER_END_BYTES = 8;

    /**
     * A column.
     *
     * @param definitionLevel of a value that is there; 0 if none can be null
     */
    record Column(List<String> path, PrimitiveTypeName type, int definitionLevel) {}

    /**
     * A row group.
     *
     * @param bytes of all of its columns in the file
     * @param id null if no column names the images
     */
    record Group(long rows, long bytes, Chunk image, Chunk id) {
        /** Rows that cannot have a byte each: whether they are there shows only where they are read. */
        long rowsWithoutBytes() {
            return Math.max(0, rows - image.size());
        }
    }

    /** A column within a row group. */
    record Chunk(long position, long size, CompressionCodecName codec) {}

    /**
     * Reads the footer, by Parquet's own class.
     *
     * @param imageColumn with dots for a field within a column
     * @param idColumn may be null
     * @throws DamagedFileException if it is no Parquet file, has no such columns, or claims what cannot be
     */
    static ParquetFooter read(String uri, long length, String imageColumn, String idColumn)
            throws IOException, DamagedFileException {
        Input input = new Input(uri, length);
        checkClaims(input);
        try (ParquetFileReader file =
                ParquetFileReader.open(input, ReadOptionsWithoutHadoop.with(new ParquetCodecs()))) {
            return of(file.getFooter(), length, imageColumn, idColumn);
        } catch (RuntimeException | StackOverflowError e) {
            // What Parquet says of bytes that are not its own has no type; and a schema may be nested to any depth.
            throw notWhole(length);
        }
    }

    /** Before Parquet's own class makes room for what the footer says it has. */
    private static void checkClaims(Input input) throws IOException, DamagedFileException {
        long end = input.length() - FOOTER_END_BYTES;
        if (end < 0) {
            throw notWhole(input.length());
        }
        try (SeekableInputStream in = input.newStream()) {
            in.seek(end);
            byte[] sizeAndMagic = new byte[FOOTER_END_BYTES];
            in.readFully(sizeAndMagic);
            int size =
                    ByteBuffer.wrap(sizeAndMagic).order(ByteOrder.LITTLE_ENDIAN).getInt();
            if (size < 0 || size > end) {
                throw notWhole(input.length());
            }
            in.seek(end - size);
            if (!ParquetThrift.isWhole(in, size)) {
                throw notWhole(input.length());
            }
        }
    }

    private static DamagedFileException notWhole(long length) {
        return new DamagedFileException(length, "it is not a whole Parquet file");
    }

    private static ParquetFooter of(ParquetMetadata footer, long length, String imageColumn, String idColumn)
            throws DamagedFileException {
        MessageType schema = footer.getFileMetaData().getSchema();
        Column image = column(schema, imageColumn, "--image-column", PrimitiveTypeName.BINARY);
        Column id = idColumn == null
                ? null
                : column(
                        schema,
                        idColumn,
                        "--id-column",
                        PrimitiveTypeName.BINARY,
                        PrimitiveTypeName.INT32,
                        PrimitiveTypeName.INT64);
        List<Group> groups = new ArrayList<>();
        long bytes = 0;
        long withoutBytes = 0;
        for (BlockMetaData block : footer.getBlocks()) {
            Group group = new Group(
                    block.getRowCount(),
                    Math.max(0, Math.min(block.getCompressedSize(), length)),
                    chunk(block, image, length),
                    id == null ? null : chunk(block, id, length));
            bytes += group.image().size();
            withoutBytes += group.rowsWithoutBytes();
            // Groups that share their bytes, or rows that have none, would be a flood of dead letters.
            if (group.rows() > Math.max(group.image().size(), MOST_ROWS_WITHOUT_BYTES)
                    || withoutBytes > MOST_ROWS_WITHOUT_BYTES_IN_ALL
                    || bytes > length) {
                throw new DamagedFileException(
                        length,
                        "its footer claims " + group.rows() + " rows in "
                                + group.image().size() + " bytes of a row group, and " + bytes
                                + " bytes so far in a file of " + length);
            }
            groups.add(group);
        }
        return new ParquetFooter(image, id, groups);
    }

    private static Column column(MessageType schema, String name, String option, PrimitiveTypeName... allowed)
            throws DamagedFileException {
        List<String> path = path(schema, name);
        ColumnDescriptor column = path == null ? null : schema.getColumnDescription(path.toArray(String[]::new));
        if (column == null) {
            String columns = schema.getFields().stream().map(Type::getName).collect(Collectors.joining(", "));
            throw new DamagedFileException(
                    0, "there is no column " + name + " among " + columns + ": name another by " + option);
        }
        PrimitiveTypeName type = column.getPrimitiveType().getPrimitiveTypeName();
        if (column.getMaxRepetitionLevel() > 0 || !Arrays.asList(allowed).contains(type)) {
            throw new DamagedFileException(
                    0,
                    "the column " + name + " has "
                            + (column.getMaxRepetitionLevel() > 0 ? "several values a row" : type.toString())
                            + " and should have one of " + Arrays.toString(allowed));
        }
        return new Column(path, type, column.getMaxDefinitionLevel());
    }

    /** @return null if there is no such column; of a struct its bytes */
    private static List<String> path(MessageType schema, String name) {
        List<String> path = schema.containsField(name) ? List.of(name) : List.of(name.split("\\.", -1));
        if (!schema.containsPath(path.toArray(String[]::new))) {
            List<String> bytes = new ArrayList<>(path);
            bytes.add(BYTES);
            path = bytes;
        }
        return schema.containsPath(path.toArray(String[]::new)) ? path : null;
    }

    private static Chunk chunk(BlockMetaData block, Column column, long length) throws DamagedFileException {
        for (ColumnChunkMetaData chunk : block.getColumns()) {
            if (Arrays.asList(chunk.getPath().toArray()).equals(column.path())) {
                // A flat column has as many values as there are rows, and the file's size bounds where it can be.
                if (block.getRowCount() < 0
                        || chunk.getValueCount() != block.getRowCount()
                        || chunk.getStartingPos() < 0
                        || chunk.getTotalSize() < 0
                        || chunk.getTotalSize() > length - chunk.getStartingPos()) {
                    break;
                }
                return new Chunk(chunk.getStartingPos(), chunk.getTotalSize(), chunk.getCodec());
            }
        }
        throw new DamagedFileException(length, "the Parquet footer contradicts itself");
    }

    private record Input(String uri, long length) implements InputFile {
        @Override
        public long getLength() {
            return length;
        }

        @Override
        public SeekableInputStream newStream() throws IOException {
            FSDataInputStream in = Storage.of(uri).open(uri);
            return new DelegatingSeekableInputStream(in) {
                @Override
                public long getPos() throws IOException {
                    return in.getPos();
                }

                @Override
                public void seek(long position) throws IOException {
                    in.seek(position);
                }
            };
        }

        @Override
        public String toString() {
            return uri;
        }
    }
}
