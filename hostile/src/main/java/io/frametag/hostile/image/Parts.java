package io.frametag.hostile.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A file in its parts: segments, chunks or blocks. Of sound files only.
 *
 * @param starts where each begins, growing, the first at 0
 */
record Parts(byte[] file, List<Integer> starts) {
    private static final int SOS = 0xDA;

    static Parts of(Container container, byte[] file) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        switch (container) {
            case JPEG -> jpeg(file, starts);
            case PNG -> {
                for (int at = 8; at < file.length; at += ByteBuffer.wrap(file).getInt(at) + 12) {
                    starts.add(at);
                }
            }
            case WEBP -> {
                ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
                for (int at = 12; at < file.length; at += (bytes.getInt(at + 4) + 1) / 2 * 2 + 8) {
                    starts.add(at);
                }
            }
            case GIF -> starts.add(gifPaletteEnd(file));
            case BMP -> starts.addAll(List.of(14, 54));
            case TIFF -> {
                starts.add(8);
                starts.add(TiffEntries.of(file).directory());
            }
            case RAW -> starts.addAll(List.of(file.length / 4, file.length / 2, file.length / 4 * 3));
        }
        return new Parts(file, List.copyOf(starts));
    }

    int count() {
        return starts.size();
    }

    int end(int part) {
        return part + 1 < starts.size() ? starts.get(part + 1) : file.length;
    }

    byte[] part(int part) {
        return Bytes.head(Bytes.tail(file, starts.get(part)), end(part) - starts.get(part));
    }

    /** @return the parts of a JPEG from their marker on, the code of which is among these */
    List<Integer> withMarker(int from, int to) {
        List<Integer> found = new ArrayList<>();
        for (int part = 1; part < count(); part++) {
            int marker = Bytes.unsigned(file, starts.get(part) + 1);
            if (marker >= from && marker <= to) {
                found.add(part);
            }
        }
        return found;
    }

    /** @return the scans of a JPEG */
    List<Integer> scans() {
        return withMarker(SOS, SOS);
    }

    private static void jpeg(byte[] file, List<Integer> starts) {
        int at = 2;
        while (at + 4 <= file.length) {
            starts.add(at);
            boolean scan = Bytes.unsigned(file, at + 1) == SOS;
            at += 2 + ByteBuffer.wrap(file).getChar(at + 2);
            while (scan && at + 1 < file.length && !endsScan(file, at)) {
                at++;
            }
        }
        starts.add(file.length - 2);
    }

    /** Neither a stuffed FF nor a restart. */
    private static boolean endsScan(byte[] file, int at) {
        int code = Bytes.unsigned(file, at + 1);
        return Bytes.unsigned(file, at) == 0xFF && code != 0 && (code < 0xD0 || code > 0xD7);
    }

    static int gifPaletteEnd(byte[] file) {
        int flags = Bytes.unsigned(file, 10);
        return 13 + ((flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1));
    }
}
