package io.frametag.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4Factory;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xerial.snappy.Snappy;

/** Parquet without Hadoop: this module's tests run without it, too. */
class ParquetRowsTest {
    private static final Schema SCHEMA = SchemaBuilder.record("Row")
            .fields()
            .requiredString("name")
            .requiredLong("number")
            .requiredBytes("picture")
            .name("tags")
            .type()
            .array()
            .items()
            .record("Tag")
            .fields()
            .requiredString("tag")
            .endRecord()
            .noDefault()
            .endRecord();

    @TempDir
    java.nio.file.Path folder;

    private static GenericRecord row(int i) {
        GenericRecord tag =
                new GenericData.Record(SCHEMA.getField("tags").schema().getElementType());
        tag.put("tag", "tag-" + i);
        return new GenericRecordBuilder(SCHEMA)
                .set("name", "row " + i)
                .set("number", (long) i)
                .set("picture", ByteBuffer.wrap(new byte[] {(byte) i, 1, 2}))
                .set("tags", List.of(tag))
                .build();
    }

    private Path write(int rows) throws IOException {
        Path path = new Path(folder.resolve("rows.parquet").toUri());
        try (var out = path.getFileSystem().create(path, WriteMode.OVERWRITE);
                ParquetWriter<GenericRecord> writer = AvroParquetWriter.<GenericRecord>builder(new FlinkOutputFile(out))
                        .withSchema(SCHEMA)
                        .withDataModel(GenericData.get())
                        .withConf(new PlainParquetConfiguration())
                        .withCompressionCodec(CompressionCodecName.ZSTD)
                        .withCodecFactory(new ParquetCodecs())
                        // Several row groups.
                        .withRowGroupSize(4096L)
                        .build()) {
            for (int i = 0; i < rows; i++) {
                writer.write(row(i));
            }
        }
        return path;
    }

    @Test
    void thereIsNoHadoopHere() {
        assertThatThrownBy(() -> Class.forName("org.apache.hadoop.conf.Configuration"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void rowsAreReadBackInOrderOverRowGroups() throws Exception {
        List<String> names = new ArrayList<>();
        List<Object> tags = new ArrayList<>();
        try (ParquetRows rows = ParquetRows.open(FlinkInputFile.of(write(3000)), column -> true)) {
            assertThat(rows.count()).isEqualTo(3000);
            for (GenericRecord row = rows.next(); row != null; row = rows.next()) {
                names.add(row.get("name") + " " + row.get("number"));
                tags.add(((GenericRecord) ((List<?>) row.get("tags")).get(0))
                        .get("tag")
                        .toString());
            }
        }
        assertThat(names).hasSize(3000).startsWith("row 0 0", "row 1 1").endsWith("row 2999 2999");
        assertThat(tags).startsWith("tag-0").endsWith("tag-2999");
    }

    @Test
    void onlyTheColumnsThatAreAskedForAreRead() throws Exception {
        try (ParquetRows rows = ParquetRows.open(FlinkInputFile.of(write(1)), "number"::equals)) {
            assertThat(rows.schema().containsField("picture")).isTrue();
            assertThat(rows.next().toString()).isEqualTo("{\"number\": 0}");
            assertThat(rows.next()).isNull();
        }
    }

    @Test
    void aFileThatIsCutShortIsToldAndNotReadToItsEnd() throws Exception {
        Path whole = write(3000);
        byte[] bytes = Files.readAllBytes(java.nio.file.Path.of(whole.getPath()));
        java.nio.file.Path cut = Files.write(folder.resolve("cut.parquet"), java.util.Arrays.copyOf(bytes, 1000));
        assertThatThrownBy(() -> ParquetRows.open(FlinkInputFile.of(new Path(cut.toUri())), column -> true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cut.parquet is not a whole Parquet file");
    }

    @Test
    void whatOtherToolsCompressIsDecompressed() throws Exception {
        byte[] plain = "0123456789".repeat(100).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(gzipped)) {
            gzip.write(plain);
        }
        assertThat(decompressed(CompressionCodecName.UNCOMPRESSED, plain, plain.length))
                .isEqualTo(plain);
        assertThat(decompressed(CompressionCodecName.ZSTD, Zstd.compress(plain), plain.length))
                .isEqualTo(plain);
        assertThat(decompressed(CompressionCodecName.SNAPPY, Snappy.compress(plain), plain.length))
                .isEqualTo(plain);
        assertThat(decompressed(CompressionCodecName.GZIP, gzipped.toByteArray(), plain.length))
                .isEqualTo(plain);
        byte[] lz4 = LZ4Factory.fastestInstance().fastCompressor().compress(plain);
        assertThat(decompressed(CompressionCodecName.LZ4_RAW, lz4, plain.length))
                .isEqualTo(plain);
    }

    @Test
    void aPageOfAnotherSizeThanTheFileNamesIsDamaged() {
        byte[] page = Zstd.compress(new byte[100]);
        assertThatThrownBy(() -> decompressed(CompressionCodecName.ZSTD, page, 99))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> decompressed(CompressionCodecName.ZSTD, page, 101))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("100 bytes, and the file names 101");
        assertThatThrownBy(() -> decompressed(CompressionCodecName.BROTLI, page, 100))
                .isInstanceOf(UnsupportedCodecException.class)
                .hasMessageContaining("BROTLI; ZSTD, SNAPPY, GZIP, LZ4_RAW and no compression are read");
    }

    private static byte[] decompressed(CompressionCodecName codec, byte[] page, int size) throws IOException {
        return new ParquetCodecs()
                .getDecompressor(codec)
                .decompress(BytesInput.from(page), size)
                .toInputStream()
                .readAllBytes();
    }
}
