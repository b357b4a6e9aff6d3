package io.frametag.local;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A broker that speaks TLS and takes nobody but its users, by SASL/SCRAM: one listener for all, the broker itself among
 * its users.
 *
 * @param users passwords by name, of letters, digits, dots, underscores and hyphens
 */
public record BrokerSecurity(TlsStores tls, Map<String, String> users) {
    static final String LISTENER = "SASL_SSL";
    private static final String MECHANISM = "SCRAM-SHA-512";
    static final String BROKER = "broker";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]+");
    private static final int PASSWORD_BYTES = 16;

    public BrokerSecurity {
        Map<String, String> all = new LinkedHashMap<>(users);
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        all.putIfAbsent(BROKER, HexFormat.of().formatHex(random));
        all.forEach((name, password) -> {
            if (!PLAIN.matcher(name).matches() || !PLAIN.matcher(password).matches()) {
                throw new IllegalArgumentException("User " + name
                        + " or its password has other characters than letters, digits, dots, underscores and hyphens.");
            }
        });
        users = Map.copyOf(all);
    }

    /**
     * @param user one of the broker's
     * @return properties for Kafka's clients, without the address
     */
    public Map<String, String> client(String user) {
        return client(tls, user, users.get(user));
    }

    /** @return properties for Kafka's clients, without the address, right or wrong */
    public static Map<String, String> client(TlsStores trusted, String user, String password) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("security.protocol", LISTENER);
        properties.put("sasl.mechanism", MECHANISM);
        properties.put("sasl.jaas.config", login(user, password));
        trust(trusted, properties);
        return properties;
    }

    Map<String, String> broker() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("sasl.enabled.mechanisms", MECHANISM);
        properties.put("sasl.mechanism.inter.broker.protocol", MECHANISM);
        // As a server it needs the module; as a client of itself, for transactions, a name and a password, too.
        properties.put("listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config", login(BROKER, users.get(BROKER)));
        properties.put("ssl.keystore.type", "PKCS12");
        properties.put("ssl.keystore.location", tls.keyStore().toString());
        properties.put("ssl.keystore.password", tls.password());
        properties.put("ssl.key.password", tls.password());
        trust(tls, properties);
        return properties;
    }

    /** As {@code kafka-storage.sh format --add-scram} takes them: written before the broker first starts. */
    List<String> credentials() {
        return users.entrySet().stream()
                .map(user -> MECHANISM + "=[name=" + user.getKey() + ",password=" + user.getValue() + "]")
                .toList();
    }

    private static void trust(TlsStores tls, Map<String, String> properties) {
        properties.put("ssl.truststore.type", "PKCS12");
        properties.put("ssl.truststore.location", tls.trustStore().toString());
        properties.put("ssl.truststore.password", tls.password());
    }

    private static String login(String user, String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                + password + "\";";
    }

    @Override
    public String toString() {
        return "BrokerSecurity[" + tls + ", users " + users.keySet() + "]";
    }
}
