package io.frametag.files;

import io.frametag.config.ConfigException;
import io.frametag.config.FilesInput;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Every input that a job over the same files has, by its coordinates, in the order of the listing: for whoever has to prove that each has
 * an outcome. Images are not read: of a tar archive the headers are, of a zip archive the directory, of Avro the heads of blocks, of
 * Parquet the footer; a compressed tar archive has to be uncompressed. Holds a part of the folder that it is in, and one open file.
 *
 * <p>What is damaged is an input, too, as it is in the job. A file that has changed since the job read it is listed as it is now.
 */
public final class FileInputs implements Iterator<FileInputs.FileInput>, AutoCloseable {
    private final FileWalk walk;
    private final ShardOpener opener;
    private String topic;
    private GuardedShard shard;
    private FileInput next;

    /**
     * An input's coordinates; its partition is 0.
     *
     * @param topic the file's URI
     * @param ordinal its place among the file's inputs, from 0: the offset of its outcome
     */
    public record FileInput(String topic, long ordinal) {}

    private FileInputs(List<InputPath> inputs, ShardOpener opener) {
        this.walk = new FileWalk(inputs, ListingPosition.START);
        this.opener = opener;
    }

    /**
     * Looks for the inputs as a job does where it is submitted.
     *
     * @param maxImageBytes as the job has it; decides nothing about what is an input
     * @throws ConfigException if one of them is not there, or is nothing that is read
     */
    public static FileInputs of(FilesInput input, int maxImageBytes) {
        return new FileInputs(
                InputPaths.find(input.paths()),
                new ShardOpener(ReadLimits.of(maxImageBytes, 6L * maxImageBytes), input));
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            if (shard == null) {
                FileWalk.Found found = walk.next();
                if (found == null) {
                    return false;
                }
                topic = found.piece().uri();
                shard = opener.open(found.piece());
            }
            Member member = shard.next();
            if (member == null) {
                close();
            } else {
                next = new FileInput(topic, member.ordinal());
            }
        }
        return true;
    }

    @Override
    public FileInput next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        FileInput input = next;
        next = null;
        return input;
    }

    /** Files so far that nothing is read from: neither images nor shards by their names. */
    public long ignored() {
        return walk.ignored();
    }

    @Override
    public void close() {
        if (shard != null) {
            shard.close();
            shard = null;
        }
    }
}
