package io.frametag.hostile.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Puts more of the same into a file: what makes a decoder go over it again and again, or ever deeper. */
final class Repetition {
    /** So that a file stays smaller than what the job takes by default. */
    private static final int MOST_BYTES = 1 << 20;

    private static final int MOST_TIMES = 400;

    private Repetition() {}

    /**
     * Scans, frames, chunks many times over: what a reader works through one after the other. A TIFF's directory is not repeated,
     * but followed by itself, so that those who read all directories never end.
     */
    static byte[] deep(Container container, byte[] file, Random random) {
        Parts parts = Parts.of(container, file);
        int last = parts.count() - 1;
        return switch (container) {
            case JPEG -> {
                var scans = parts.scans();
                byte[] scan = parts.part(scans.get(random.nextInt(scans.size())));
                yield Bytes.insert(file, parts.starts().get(last), repeated(scan, random));
            }
            case PNG ->
                Bytes.insert(
                        file,
                        parts.starts().get(last),
                        repeated(
                                random.nextBoolean() ? parts.part(last - 1) : Container.pngChunk("IDAT", new byte[0]),
                                random));
            case WEBP -> riff(Bytes.join(file, repeated(parts.part(last), random)));
            case GIF -> {
                byte[] frame = Bytes.head(parts.part(last), parts.part(last).length - 1);
                yield Bytes.insert(file, file.length - 1, repeated(frame, random));
            }
            case TIFF -> {
                byte[] looped = file.clone();
                TiffEntries.of(looped).loop();
                yield looped;
            }
            case BMP, RAW -> throw new IllegalArgumentException(container + " has nothing to go through again.");
        };
    }

    /** A part twice or often, two parts in each other's place, or the whole file within itself. */
    static byte[] nested(Container container, byte[] file, Random random) {
        Parts parts = Parts.of(container, file);
        int part = random.nextInt(parts.count());
        int at = parts.starts().get(part);
        return switch (random.nextInt(4)) {
            case 0 -> Bytes.insert(file, at, parts.part(part));
            case 1 -> Bytes.insert(file, at, repeated(parts.part(part), random));
            case 2 -> swapped(parts, random);
            default -> Bytes.insert(file, parts.starts().get(1), wrapped(container, file));
        };
    }

    /** The file as the content of a part that readers pass over, as thumbnails and profiles are. */
    private static byte[] wrapped(Container container, byte[] file) {
        return switch (container) {
            case JPEG ->
                Container.jpegSegment(
                        0xE1, Bytes.join("Exif\0\0".getBytes(StandardCharsets.US_ASCII), Bytes.head(file, 60_000)));
            case PNG -> Container.pngChunk("eXIf", file);
            default -> file;
        };
    }

    private static byte[] swapped(Parts parts, Random random) {
        int one = 1 + random.nextInt(parts.count() - 1);
        int other = 1 + random.nextInt(parts.count() - 1);
        byte[] swapped = parts.part(0);
        for (int part = 1; part < parts.count(); part++) {
            swapped = Bytes.join(swapped, parts.part(part == one ? other : part == other ? one : part));
        }
        return swapped;
    }

    /** Has the beginning say how long the file is now. */
    private static byte[] riff(byte[] file) {
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(4, file.length - 8);
        return file;
    }

    private static byte[] repeated(byte[] part, Random random) {
        int most = Math.max(1, Math.min(MOST_TIMES, MOST_BYTES / Math.max(1, part.length)));
        return Bytes.repeat(part, 1 + random.nextInt(most));
    }
}
