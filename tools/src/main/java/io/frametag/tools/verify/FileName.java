package io.frametag.tools.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A file's URI in sixteen bytes: the first of its SHA-256. Two of ten billion files are the same with a probability of less than
 * 2^-61, and nobody can make two that are.
 */
record FileName(long high, long low) {
    /** Makes names. One thread only. */
    static final class Digest {
        private final MessageDigest sha256;
        private String last;
        private FileName lastName;

        Digest() {
            try {
                this.sha256 = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError("Every JDK has SHA-256", e);
            }
        }

        FileName of(String uri) {
            // The inputs of one file come in runs.
            if (!uri.equals(last)) {
                ByteBuffer hash = ByteBuffer.wrap(sha256.digest(uri.getBytes(UTF_8)));
                lastName = new FileName(hash.getLong(), hash.getLong());
                last = uri;
            }
            return lastName;
        }
    }
}
