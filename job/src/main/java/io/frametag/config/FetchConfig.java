package io.frametag.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What may be fetched for an event whose payload is a URI, and how. Only there if something may.
 *
 * @param hosts for {@code http} and {@code https}
 * @param schemes in lower case
 * @param roots for all other schemes
 * @param timeout for one image: all attempts, redirects and waits between them
 * @param attempts at most
 * @param concurrency images that one task fetches at a time
 * @param privateAddresses whether the hosts may be in the internal network
 */
public record FetchConfig(
        List<HostRule> hosts,
        Set<String> schemes,
        List<FetchRoot> roots,
        Duration timeout,
        int attempts,
        int concurrency,
        boolean privateAddresses)
        implements Serializable {

    private static final Set<String> HTTP = Set.of("http", "https");
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST_ATTEMPTS = 10;
    private static final int MOST_AT_A_TIME = 256;

    public FetchConfig {
        if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw new ConfigException("--fetch-timeout is " + timeout.toMillis() + " ms: it must be from "
                    + SHORTEST.toMillis() + " ms to " + LONGEST.toMinutes() + " min.");
        }
        within("fetch-attempts", attempts, MOST_ATTEMPTS);
        within("fetch-concurrency", concurrency, MOST_AT_A_TIME);
        if (privateAddresses && hosts.stream().anyMatch(HostRule::any)) {
            throw new ConfigException(
                    "--fetch-private-addresses is given, and --fetch-hosts has *: whoever can write an event"
                            + " could reach every host of your network. Name the hosts.");
        }
        for (FetchRoot root : roots) {
            if (isHttp(root.scheme())) {
                throw new ConfigException(
                        "--fetch-roots: '" + root + "' is no file system's: name its host by --fetch-hosts.");
            }
            if (!schemes.contains(root.scheme())) {
                throw new ConfigException("--fetch-roots has '" + root + "', but --fetch-schemes does not list '"
                        + root.scheme() + "': add it.");
            }
        }
        for (String scheme : schemes) {
            if (!isHttp(scheme)
                    && roots.stream().noneMatch(root -> root.scheme().equals(scheme))) {
                throw new ConfigException("--fetch-schemes lists '" + scheme
                        + "', but --fetch-roots has no folder of it: name" + " those that images may be fetched from.");
            }
        }
        hosts = List.copyOf(hosts);
        schemes = Set.copyOf(schemes);
        roots = List.copyOf(roots);
    }

    /** @return whether {@code scheme} is of the web, and not of one of Flink's file systems */
    public static boolean isHttp(String scheme) {
        return HTTP.contains(scheme);
    }

    /**
     * What is fetched is on the heap until it is decoded, beside what the source has fetched.
     *
     * @throws ConfigException if that would be more than the source may hold
     */
    void checkFits(long bytesInFlight, long maxImageBytes) {
        if (concurrency * maxImageBytes > bytesInFlight) {
            throw new ConfigException(
                    "--fetch-concurrency is " + concurrency + ", and --max-image-bytes is " + maxImageBytes
                            + ": together they must be at most --bytes-in-flight, which is " + bytesInFlight
                            + ". Fetch fewer at a time, or raise --bytes-in-flight.");
        }
    }

    /**
     * While all places are taken, a checkpoint waits for the image that holds up the others.
     *
     * @throws ConfigException if that may be for longer than a checkpoint may take
     */
    public void checkIsShorterThan(Duration checkpointTimeout) {
        if (timeout.compareTo(checkpointTimeout) >= 0) {
            throw new ConfigException("--fetch-timeout is " + timeout.toMillis()
                    + " ms: it must be shorter than the checkpoint" + " timeout, which is "
                    + checkpointTimeout.toMillis() + " ms, since a checkpoint may wait for a fetch.");
        }
    }

    static String scheme(String text) {
        String scheme = text.trim().toLowerCase(Locale.ROOT);
        if (!scheme.matches("[a-z][a-z0-9+.-]*")) {
            throw new ConfigException("--fetch-schemes: '" + text + "' is no scheme, such as https or s3.");
        }
        return scheme;
    }

    private static void within(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new ConfigException("--" + option + " is " + value + ": it must be from 1 to " + most + ".");
        }
    }
}
