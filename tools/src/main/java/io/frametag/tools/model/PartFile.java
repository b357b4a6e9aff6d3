package io.frametag.tools.model;

import io.frametag.tools.CommandFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The first bytes of a file on its way, in {@code .part} beside its place. Locked as long as it is open, so that two processes do not
 * write one file; all access is through one channel, since POSIX gives up a lock when any other one is closed.
 */
final class PartFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private PartFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * @param file whose first bytes they are, in a folder that is there
     * @throws CommandFailure if somebody else has it open
     */
    static PartFile open(Path file) throws IOException {
        Path path = file.resolveSibling(file.getFileName() + ".part");
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (lock(channel) == null) {
                throw CommandFailure.failed(
                        file + " is being fetched by another process: run the same command when that is done.", null);
            }
            return new PartFile(path, channel);
        } catch (Throwable e) {
            channel.close();
            throw e;
        }
    }

    /** @return null if another channel has the lock, in this process or another */
    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    long size() throws IOException {
        return channel.size();
    }

    /** Keeps the first {@code size} bytes, behind which the next are written. */
    void keep(long size) throws IOException {
        channel.truncate(size);
        channel.position(size);
    }

    /** Appends the first {@code length} bytes. */
    void write(byte[] bytes, int length) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes, 0, length);
        while (left.hasRemaining()) {
            channel.write(left);
        }
    }

    String sha256() throws IOException {
        return Sha256.of(channel.position(0));
    }

    void moveTo(Path file) throws IOException {
        Files.move(path, file, StandardCopyOption.ATOMIC_MOVE);
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
