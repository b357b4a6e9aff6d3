package io.frametag.config;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;

/**
 * A folder or a bucket that images may be fetched from by Flink's file systems, as {@code --fetch-roots} has it.
 *
 * @param scheme in lower case
 * @param authority the bucket, or whatever the file system takes; null for none
 * @param path begins with a slash, and ends with one
 */
public record FetchRoot(String scheme, String authority, String path) implements Serializable {
    /** @throws ConfigException if it is no path and no URI */
    static FetchRoot parse(String text) {
        try {
            String root = text.trim();
            URI uri = root.startsWith("/") ? new URI("file", null, root, null) : new URI(root);
            boolean plain = uri.getQuery() == null && uri.getFragment() == null && uri.getRawUserInfo() == null;
            if (uri.getScheme() != null && uri.getPath() != null && plain && !climbs(uri.getPath())) {
                String path = uri.getPath().startsWith("/") ? uri.getPath() : "/" + uri.getPath();
                return new FetchRoot(
                        uri.getScheme().toLowerCase(Locale.ROOT),
                        uri.getRawAuthority(),
                        path.endsWith("/") ? path : path + "/");
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw new ConfigException("--fetch-roots: '" + text
                + "' is neither an absolute path nor a URI of a folder, such as" + " s3://bucket/images.");
    }

    /** Whether a path may lead out of the folder that it begins with. */
    public static boolean climbs(String path) {
        return ("/" + path + "/").contains("/../");
    }

    /** @param otherPath decoded, and one that does not climb */
    public boolean holds(String otherScheme, String otherAuthority, String otherPath) {
        return scheme.equals(otherScheme)
                && Objects.equals(authority, otherAuthority)
                && otherPath.startsWith(path)
                && otherPath.length() > path.length();
    }

    @Override
    public String toString() {
        return scheme + ":" + (authority == null ? "" : "//" + authority) + path;
    }
}
