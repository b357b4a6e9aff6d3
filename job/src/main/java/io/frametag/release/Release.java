package io.frametag.release;

import io.frametag.config.ModelConfig;
import io.frametag.pipeline.ModelReference;
import io.frametag.schema.ModelRelease;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.schema.WireFormatException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A model to label with, by the place and the bytes of its bundle.
 *
 * @param offset in the releases' topic; what comes later replaces what was there
 * @param version null for the first digits of the SHA-256
 */
public record Release(long offset, String bundle, String sha256, String version) {
    /** Both are copied into records, which must fit into their topics. */
    private static final int LONGEST_BUNDLE = 4096;

    private static final int LONGEST_VERSION = 256;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern HTTP = Pattern.compile("https?:.*", Pattern.CASE_INSENSITIVE);

    /**
     * Reads what a message says; looks at no bundle yet.
     *
     * @return empty for a tombstone: what is active stays so, and a job that starts without state has no release
     * @throws RefusedReleaseException if it says nothing that a task could load
     */
    public static Optional<Release> of(ReleaseMessage message, SingleObjectCodec<ModelRelease> codec)
            throws RefusedReleaseException {
        if (message.value() == null) {
            return Optional.empty();
        }
        ModelRelease release;
        try {
            release = codec.decode(message.value(), null);
        } catch (WireFormatException e) {
            throw new RefusedReleaseException(e.getMessage());
        }
        check(release);
        return Optional.of(
                new Release(message.offset(), release.getBundle(), release.getSha256(), release.getVersion()));
    }

    /**
     * Looks at what it says, and at no bundle.
     *
     * @throws RefusedReleaseException if every job would refuse it
     */
    public static void check(ModelRelease release) throws RefusedReleaseException {
        String bundle = release.getBundle();
        if (bundle.isBlank() || bundle.length() > LONGEST_BUNDLE) {
            throw new RefusedReleaseException("bundle has " + bundle.length()
                    + " characters: give the folder's path or URI, of at most " + LONGEST_BUNDLE + ".");
        }
        if (ModelConfig.hasPassword(bundle)) {
            throw new RefusedReleaseException(
                    "bundle has a password in its address, which would be logged: leave it out,"
                            + " and give it to Flink's file system in Flink's own configuration.");
        }
        if (HTTP.matcher(bundle).matches()) {
            throw new RefusedReleaseException("bundle is " + bundle
                    + ", and tasks load nothing by HTTP: put the folder where each machine of the job reads it, by path or by"
                    + " a file system that Flink has, and release that.");
        }
        if (!SHA256.matcher(release.getSha256()).matches()) {
            throw new RefusedReleaseException(
                    "sha256 is no SHA-256 in hexadecimal: give what frametag model" + " inspect prints of the bundle.");
        }
        String version = release.getVersion();
        if (version != null && (version.isBlank() || version.length() > LONGEST_VERSION)) {
            throw new RefusedReleaseException(
                    "version has " + version.length() + " characters: give 1 to " + LONGEST_VERSION + ", or none.");
        }
    }

    public ModelReference reference() {
        return new ModelReference(bundle, sha256, version);
    }

    @Override
    public String toString() {
        return "release " + offset + " (" + bundle + ")";
    }
}
