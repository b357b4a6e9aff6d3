package io.frametag.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The enumerator's part of a checkpoint. A version that was released is read for ever. */
final class FilesProgressSerializer implements SimpleVersionedSerializer<FilesProgress> {
    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(FilesProgress progress) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            Text.write(progress.inputs(), out);
            ListingPosition position = progress.position();
            out.writeInt(position.input());
            out.writeBoolean(position.name() != null);
            if (position.name() != null) {
                Text.write(position.name(), out);
            }
            out.writeBoolean(position.within() != null);
            if (position.within() != null) {
                FileSplitSerializer.writeCursor(position.within(), out);
            }
            out.writeLong(position.passed());
            out.writeLong(progress.files());
            out.writeLong(progress.bytes());
            out.writeLong(progress.ignored());
            out.writeInt(progress.returned().size());
            for (FileSplit split : progress.returned()) {
                FileSplitSerializer.write(split, out);
            }
        }
        return bytes.toByteArray();
    }

    /** What is thrown here, while Flink (2.3.0) still restores, may be lost: what cannot be read is for the source to refuse. */
    @Override
    public FilesProgress deserialize(int version, byte[] bytes) {
        if (version != VERSION) {
            return FilesProgress.unreadable(
                    "The checkpoint has a listing of version " + version + ", and this build reads version " + VERSION
                            + ": resume it with the build that wrote it, or a later one.");
        }
        try {
            return read(bytes);
        } catch (IOException | RuntimeException e) {
            return FilesProgress.unreadable("The checkpoint's listing is damaged (" + e
                    + "): resume from another checkpoint, or start without one.");
        }
    }

    /** Version 1. */
    private static FilesProgress read(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            String inputs = Text.read(in);
            ListingPosition position = new ListingPosition(
                    in.readInt(),
                    in.readBoolean() ? Text.read(in) : null,
                    in.readBoolean() ? FileSplitSerializer.readCursor(in) : null,
                    in.readLong());
            long files = in.readLong();
            long handedOut = in.readLong();
            long ignored = in.readLong();
            int returned = in.readInt();
            List<FileSplit> splits = new ArrayList<>();
            for (int i = 0; i < returned; i++) {
                splits.add(FileSplitSerializer.read(in));
            }
            return new FilesProgress(inputs, position, files, handedOut, ignored, splits);
        }
    }
}
