package io.frametag.config;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which properties of Kafka's clients are secrets. They come from a file or the environment: a command line is seen by
 * others, in the list of processes, in the shell's history, and in Flink's logs, which begin with it.
 */
public final class SecretProperties {
    /** What Kafka itself takes for a password, and so never prints; a test holds this to Kafka's own definitions. */
    private static final Set<String> KAFKAS = Set.of(
            "sasl.jaas.config",
            "sasl.oauthbearer.assertion.private.key.passphrase",
            "sasl.oauthbearer.client.credentials.client.secret",
            "ssl.key.password",
            "ssl.keystore.certificate.chain",
            "ssl.keystore.key",
            "ssl.keystore.password",
            "ssl.truststore.certificates",
            "ssl.truststore.password");

    /** Of others' plug-ins: config providers, callback handlers, interceptors. */
    private static final Pattern OTHERS = Pattern.compile(
            ".*(password|passphrase|secret|token|credentials?|api[._-]?key|private[._-]?key|user[._-]?info|jaas[._-]config)",
            Pattern.CASE_INSENSITIVE);

    /** {@code ${env:NAME}} or {@code ${file:/path:key}}: names a secret, and is none. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^{}:]+:[^{}]+}");

    /** Not the user name: it is none, and may be an ordinary word. */
    private static final Pattern JAAS_SECRET = Pattern.compile(
            "(?:password|secret|token)\\w*\\s*=\\s*(?:\"([^\"]+)\"|([^\\s\";]+))", Pattern.CASE_INSENSITIVE);

    /** Shorter ones would be found in words that have nothing to do with them. */
    private static final int SHORTEST = 4;

    private static final String HIDDEN = "[hidden]";

    private SecretProperties() {}

    /** @param name as Kafka knows it, without {@code kafka.} */
    public static boolean isSecret(String name) {
        return KAFKAS.contains(name) || OTHERS.matcher(name).matches();
    }

    /**
     * @param name as Kafka knows it
     * @return whether a command line may have it: what is no secret, or only says where the secret is
     */
    public static boolean mayBeSeen(String name, String value) {
        return !isSecret(name) || REFERENCE.matcher(value.strip()).matches();
    }

    /** @return somebody else's message without what the settings' secrets say */
    public static String hide(String message, Map<String, ?> settings) {
        String hidden = message;
        for (Map.Entry<String, ?> setting : settings.entrySet()) {
            if (isSecret(setting.getKey())) {
                String secret = String.valueOf(setting.getValue());
                hidden = without(hidden, secret);
                Matcher values = JAAS_SECRET.matcher(secret);
                while (values.find()) {
                    hidden = without(hidden, values.group(1) == null ? values.group(2) : values.group(1));
                }
            }
        }
        return hidden;
    }

    private static String without(String message, String secret) {
        return secret.length() < SHORTEST ? message : message.replace(secret, HIDDEN);
    }
}
