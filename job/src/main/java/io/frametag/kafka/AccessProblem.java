package io.frametag.kafka;

import io.frametag.config.SecretProperties;
import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;

/**
 * Why Kafka and one of its clients do not let each other in: what is wrong, where, and which of Kafka's properties is to
 * be changed, in a sentence without secrets.
 */
public final class AccessProblem {
    private static final String PROTOCOL = "security.protocol";
    private static final String PLAINTEXT = "PLAINTEXT";

    private final Map<String, ?> settings;
    private final List<Throwable> causes = new ArrayList<>();

    private AccessProblem(Map<String, ?> settings, Throwable failure) {
        this.settings = settings;
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
    }

    /**
     * Asks the broker itself where a failure leaves open whether somebody spoke plain text to TLS.
     *
     * @param settings of the client, by Kafka's names
     * @return empty if nobody was refused: no broker is there, a topic is missing, and the like
     */
    public static Optional<String> of(Map<String, ?> settings, Throwable failure) {
        AccessProblem problem = new AccessProblem(settings, failure);
        return problem.sentence().map(sentence -> SecretProperties.hide(sentence, settings));
    }

    /**
     * @return whether it is about a file, a name or a secret that is not on this machine: another one may have it
     */
    static boolean isOfThisMachine(Map<String, ?> settings, Throwable failure) {
        AccessProblem problem = new AccessProblem(settings, failure);
        boolean answered = problem.has(AuthenticationException.class) || problem.has(TimeoutException.class);
        return !answered
                && (settings.containsKey("config.providers")
                        || problem.has(NoSuchFileException.class)
                        || problem.has(FileNotFoundException.class)
                        || problem.rootMessage().contains("No resolvable bootstrap"));
    }

    private Optional<String> sentence() {
        if (has(UnsupportedSaslMechanismException.class)) {
            return said("does not take sasl.mechanism " + setting("sasl.mechanism", "GSSAPI") + " ("
                    + message(UnsupportedSaslMechanismException.class) + "): name one that it has enabled.");
        }
        if (has(IllegalSaslStateException.class)) {
            return said("asks for no user name at this port, and security.protocol is " + protocol()
                    + ": set it to SSL or PLAINTEXT, as the port is, or name the port that asks for one.");
        }
        if (has(SaslAuthenticationException.class)) {
            return said("refuses the user name or the password (" + setting("sasl.mechanism", "GSSAPI")
                    + "): correct sasl.jaas.config, or set the user's password there with kafka-configs.sh.");
        }
        if (has(SslAuthenticationException.class)) {
            return said(tls());
        }
        if (saysJaas()) {
            // Not Kafka's own message, which quotes what it cannot read.
            return Optional.of("sasl.jaas.config, for Kafka at " + servers() + ", cannot be read: it is written MODULE"
                    + " required username=\"NAME\" password=\"PASSWORD\"; with the quotes and the semicolon.");
        }
        if (has(TimeoutException.class) && protocol().endsWith(PLAINTEXT) && TlsProbe.speaksTls(servers())) {
            return said("speaks TLS at this port, and security.protocol is " + protocol() + ": set it to "
                    + (protocol().startsWith("SASL") ? "SASL_SSL" : "SSL, or to SASL_SSL where it asks for a user name")
                    + ".");
        }
        return isOfSettings() ? Optional.of(settingsSentence()) : Optional.empty();
    }

    private String tls() {
        String root = rootMessage();
        if (root.contains("Unsupported or unrecognized SSL message")) {
            return "does not speak TLS at this port, and security.protocol is " + protocol()
                    + ": name its port for TLS, or set the property as the port is.";
        }
        if (has(CertPathBuilderException.class) || has(CertPathValidatorException.class)) {
            return settings.containsKey("ssl.truststore.location")
                    ? "shows a certificate that the trust store " + setting("ssl.truststore.location", "")
                            + " does not vouch for (" + root + "): put the certificate of the CA that signed it there."
                    : "shows a certificate of a CA that is unknown here: name a trust store that has it with"
                            + " ssl.truststore.location, ssl.truststore.type and ssl.truststore.password.";
        }
        if (has(CertificateException.class)) {
            return "shows a certificate that is for another host (" + root
                    + "): use the name that stands in it for the broker, here and in its advertised.listeners.";
        }
        return "and this client do not agree on TLS (" + root + "): look at ssl.keystore.location, if it wants a"
                + " certificate of the client, and at ssl.enabled.protocols.";
    }

    /** Kafka's clients wrap whatever keeps them from being made. */
    private boolean isOfSettings() {
        return causes.stream()
                .anyMatch(cause -> cause instanceof org.apache.kafka.common.config.ConfigException
                        || String.valueOf(cause.getMessage()).startsWith("Failed to create new Kafka")
                        || String.valueOf(cause.getMessage()).startsWith("Failed to construct kafka"));
    }

    private String settingsSentence() {
        boolean missing = has(NoSuchFileException.class) || has(FileNotFoundException.class);
        return "The properties for Kafka at " + servers() + " cannot be used: "
                + (missing ? "there is no file " : "") + rootMessage() + ". Correct the one that this is about.";
    }

    private boolean saysJaas() {
        return causes.stream()
                .map(Throwable::getMessage)
                .anyMatch(message -> message != null
                        && (message.contains("JAAS config") || message.contains("No LoginModule found")));
    }

    private Optional<String> said(String rest) {
        return Optional.of("Kafka at " + servers() + " " + rest);
    }

    private String servers() {
        return setting("bootstrap.servers", "an address that is missing");
    }

    private String protocol() {
        return setting(PROTOCOL, PLAINTEXT);
    }

    private String setting(String name, String otherwise) {
        Object value = settings.get(name);
        return value == null ? otherwise : value.toString();
    }

    private boolean has(Class<? extends Throwable> kind) {
        return causes.stream().anyMatch(kind::isInstance);
    }

    private String message(Class<? extends Throwable> kind) {
        return causes.stream()
                .filter(kind::isInstance)
                .map(AccessProblem::text)
                .findFirst()
                .orElse("");
    }

    private String rootMessage() {
        return text(causes.get(causes.size() - 1));
    }

    private static String text(Throwable cause) {
        String text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return text.strip().replaceAll("\\s+", " ").replaceFirst("\\.$", "");
    }
}
