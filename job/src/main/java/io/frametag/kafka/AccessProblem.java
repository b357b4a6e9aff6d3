package io.frametag.kafka;

import io.frametag.config.SecretProperties;
import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
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
    private static final String PLAINTEXT = "PLAINTEXT";

    private final Map<String, ?> settings;
    private final Causes causes;

    private AccessProblem(Map<String, ?> settings, Throwable failure) {
        this.settings = settings;
        this.causes = new Causes(failure);
    }

    /**
     * Asks the broker itself where a failure leaves open whether somebody spoke plain text to TLS.
     *
     * @param settings of the client, by Kafka's names
     * @return empty if nobody was refused: no broker is there, a topic is missing, and the like
     */
    public static Optional<String> of(Map<String, ?> settings, Throwable failure) {
        return new AccessProblem(settings, failure)
                .sentence()
                .map(sentence -> SecretProperties.hide(sentence, settings));
    }

    /** @return whether it is about a file, a name or a secret that is not on this machine: another one may have it */
    static boolean isOfThisMachine(Map<String, ?> settings, Throwable failure) {
        AccessProblem problem = new AccessProblem(settings, failure);
        boolean answered =
                problem.causes.have(AuthenticationException.class) || problem.causes.have(TimeoutException.class);
        return !answered
                // What a provider gave and cannot be read was given here; Kafka would quote it in the tasks' logs.
                && !problem.causes.say("JAAS config")
                && (settings.containsKey("config.providers")
                        || problem.misses()
                        || problem.causes.say("No resolvable bootstrap"));
    }

    private Optional<String> sentence() {
        if (causes.have(AuthenticationException.class)) {
            return Optional.of("Kafka at " + servers() + " " + refusal());
        }
        if (causes.say("JAAS config") || causes.say("No LoginModule found")) {
            // Not Kafka's own message, which quotes what it cannot read.
            String wrong = settings.containsKey("sasl.jaas.config") ? "cannot be read" : "is missing";
            return Optional.of("sasl.jaas.config, for Kafka at " + servers() + ", " + wrong + ": it is written MODULE"
                    + " required username=\"NAME\" password=\"PASSWORD\"; with the quotes and the semicolon.");
        }
        if (causes.have(TimeoutException.class) && protocol().endsWith(PLAINTEXT) && TlsProbe.speaksTls(servers())) {
            return Optional.of("Kafka at " + servers() + " speaks TLS at this port, and security.protocol is "
                    + protocol()
                    + ": set it to "
                    + (protocol().startsWith("SASL") ? "SASL_SSL" : "SSL, or to SASL_SSL where it asks for a user name")
                    + ".");
        }
        if (causes.say("password was incorrect")) {
            return Optional.of("The properties for Kafka at " + servers() + " cannot be used: "
                    + causes.saying("Failed to load") + ": its password is another than the property says.");
        }
        // Kafka's clients wrap whatever else keeps them from being made.
        if (causes.have(ConfigException.class)
                || causes.say("Failed to create new Kafka")
                || causes.say("Failed to construct kafka")) {
            return Optional.of("The properties for Kafka at " + servers() + " cannot be used: "
                    + (misses() ? "there is no file " : "") + causes.root() + ". Correct the one that this is about.");
        }
        return Optional.empty();
    }

    private String refusal() {
        if (causes.have(UnsupportedSaslMechanismException.class)) {
            return "does not take sasl.mechanism " + mechanism() + " ("
                    + causes.of(UnsupportedSaslMechanismException.class) + "): name one that it has enabled.";
        }
        if (causes.have(IllegalSaslStateException.class)) {
            return "asks for no user name at this port, and security.protocol is " + protocol()
                    + ": set it to SSL or PLAINTEXT, as the port is, or name the port that asks for one.";
        }
        if (causes.have(SaslAuthenticationException.class)) {
            return "refuses the user name or the password (" + mechanism()
                    + "): correct sasl.jaas.config, or set the user's password there with kafka-configs.sh.";
        }
        return causes.have(SslAuthenticationException.class)
                ? tls()
                : "does not let this client in: " + causes.of(AuthenticationException.class) + ".";
    }

    private String tls() {
        if (causes.say("Unsupported or unrecognized SSL message")) {
            return "does not speak TLS at this port, and security.protocol is " + protocol()
                    + ": name its port for TLS, or set the property as the port is.";
        }
        if (causes.have(CertPathBuilderException.class) || causes.have(CertPathValidatorException.class)) {
            return settings.containsKey("ssl.truststore.location")
                    ? "shows a certificate that the trust store " + setting("ssl.truststore.location", "")
                            + " does not vouch for (" + causes.root()
                            + "): put the certificate of the CA that signed it there."
                    : "shows a certificate of a CA that is unknown here: name a trust store that has it with"
                            + " ssl.truststore.location, ssl.truststore.type and ssl.truststore.password.";
        }
        if (causes.have(CertificateException.class)) {
            return "shows a certificate that is for another host (" + causes.root()
                    + "): use the name that stands in it for the broker, here and in its advertised.listeners.";
        }
        return "and this client do not agree on TLS (" + causes.root()
                + "): look at ssl.keystore.location, if it wants a"
                + " certificate of the client, and at ssl.enabled.protocols.";
    }

    private boolean misses() {
        return causes.have(NoSuchFileException.class) || causes.have(FileNotFoundException.class);
    }

    private String servers() {
        return setting("bootstrap.servers", "an address that is missing");
    }

    private String protocol() {
        return setting("security.protocol", PLAINTEXT);
    }

    private String mechanism() {
        return setting("sasl.mechanism", "GSSAPI");
    }

    private String setting(String name, String otherwise) {
        Object value = settings.get(name);
        return value == null ? otherwise : value.toString();
    }
}
