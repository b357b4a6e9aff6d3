package io.frametag.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.config.PartitionTemplate;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Any text as a part of a file's path: what somebody called a stream cannot lead out of the output folder, hide a file, or
 * have it refused for its length. Different texts stay different.
 */
final class PathValue {
    private static final int LONGEST = PartitionTemplate.LONGEST_VALUE;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    /** Of a SHA-256. */
    private static final int HASH_BYTES = 8;

    private PathValue() {}

    /**
     * Letters, digits, '-', and '_' and '.' but for the first, as they are; all else as %XX of its UTF-8, as Hive and its
     * readers have it. Not every system lets a JVM name a file in anything but ASCII.
     *
     * @return of at most {@link PartitionTemplate#LONGEST_VALUE} characters: what is longer is cut, and has a hash behind it;
     *     null for an empty text
     */
    static String of(String text) {
        if (text.isEmpty()) {
            return null;
        }
        byte[] bytes = text.getBytes(UTF_8);
        StringBuilder safe = new StringBuilder(text.length());
        for (byte b : bytes) {
            if (isPlain((char) b, safe.length())) {
                safe.append((char) b);
            } else {
                HEX.toHexDigits(safe.append('%'), b);
            }
        }
        return safe.length() <= LONGEST ? safe.toString() : cut(safe) + "~" + hash(bytes);
    }

    private static boolean isPlain(char c, int position) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || (position > 0 && (c == '_' || c == '.'));
    }

    private static String cut(StringBuilder safe) {
        int end = LONGEST - 1 - 2 * HASH_BYTES;
        // Not within an escape.
        int escape = safe.lastIndexOf("%", end - 1);
        return safe.substring(0, escape > end - 3 ? escape : end);
    }

    private static String hash(byte[] bytes) {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }
}
