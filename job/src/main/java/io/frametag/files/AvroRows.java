package io.frametag.files;

import io.frametag.pipeline.RawRecord;
import io.frametag.schema.BlockRecords;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.WireFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Reads the rows of blocks, in their order. One block is held. */
final class AvroRows {
    private final SeekableBytes bytes;
    private final AvroCodec codec;
    private final BlockRecords rows;
    private final FileRecords records;
    private final int maxImageBytes;
    private final BlockBuffer buffer;
    /** What is held. */
    private AvroBlock block;
    /** Rows of it that have been read. */
    private long read;
    /** Why no further row of it can be read; null if nothing is wrong. */
    private String problem;

    AvroRows(SeekableBytes bytes, AvroCodec codec, BlockRecords rows, FileRecords records, ReadLimits limits) {
        this.bytes = bytes;
        this.codec = codec;
        this.rows = rows;
        this.records = records;
        this.maxImageBytes = limits.maxImageBytes();
        this.buffer = new BlockBuffer(limits.blockBytes());
    }

    /** @param row within the block; not before one that has been read */
    RawRecord read(AvroBlock wanted, long row, long ordinal) {
        if (!wanted.equals(block)) {
            load(wanted);
        }
        byte[] value = null;
        while (problem == null && read <= row) {
            try {
                value = rows.next();
                read++;
            } catch (WireFormatException e) {
                problem = e.getMessage() + ", from row " + (ordinal - row + read) + " on";
            }
        }
        if (problem != null) {
            return records.unreadable(ordinal, block.position(), "the block is damaged: " + problem);
        }
        ImageEvent event = rows.event();
        return event.getPayload() instanceof ByteBuffer image && image.remaining() > maxImageBytes
                ? records.tooLarge(ordinal, block.position(), image.remaining(), maxImageBytes)
                : records.event(ordinal, event, value);
    }

    private void load(AvroBlock wanted) {
        block = wanted;
        read = 0;
        problem = null;
        bytes.skipTo(block.data());
        try (InputStream in = codec.open(bytes, block.size())) {
            buffer.fill(in);
            codec.check(bytes, block.data() + block.size(), buffer.bytes(), buffer.size());
            rows.open(buffer.bytes(), buffer.size());
        } catch (IOException | RuntimeException e) {
            // A decompressor may throw anything.
            problem = FileProblem.text(e);
        }
    }
}
