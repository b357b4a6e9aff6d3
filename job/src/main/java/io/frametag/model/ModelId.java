package io.frametag.model;

import java.io.Serializable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a label says about the model that gave it.
 *
 * @param name of the bundle's description
 * @param version whatever its owner calls it; by default the first 12 digits of {@code sha256}
 * @param sha256 lower-case hex of the SHA-256 of the bundle's files in a row, as
 *     {@code cat inference.onnx inference.yml | sha256sum} prints it
 */
public record ModelId(String name, String version, String sha256) implements Serializable {
    private static final int DEFAULT_VERSION_DIGITS = 12;

    static ModelId of(String name, Optional<String> version, String sha256) {
        return new ModelId(name, version.orElseGet(() -> sha256.substring(0, DEFAULT_VERSION_DIGITS)), sha256);
    }

    static String sha256(List<BundleFile> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach(file -> digest.update(file.bytes()));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    @Override
    public String toString() {
        return name + " " + version;
    }
}
