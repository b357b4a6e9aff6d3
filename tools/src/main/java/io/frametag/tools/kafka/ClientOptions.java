package io.frametag.tools.kafka;

import io.frametag.config.SecretProperties;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say where Kafka is and how to talk to it. */
public final class ClientOptions {
    /** As the job's: {@code FRAMETAG_KAFKA_SASL_JAAS_CONFIG} is {@code sasl.jaas.config}. */
    private static final String ENVIRONMENT_PREFIX = "FRAMETAG_KAFKA_";

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description =
                    "Kafka's address. Default: bootstrap.servers of --kafka or --kafka-config, or localhost:9092.")
    private String bootstrapServers;

    @Option(
            names = "--kafka",
            paramLabel = "KEY=VALUE",
            description = "A setting of Kafka's clients, such as security.protocol=SSL. May be given more than once."
                    + " Secrets belong in --kafka-config: others can see a command line.")
    private Map<String, String> kafka;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "A properties file with settings of Kafka's clients. --kafka outweighs it, and it outweighs"
                    + " the environment: FRAMETAG_KAFKA_SECURITY_PROTOCOL is security.protocol.")
    private Path kafkaConfig;

    /**
     * @param commandLine gives the clients their id, and is named in the exception
     * @throws ParameterException if the file cannot be read, or the command line has a secret
     */
    public Map<String, Object> settings(CommandLine commandLine) {
        return settings(commandLine, System.getenv());
    }

    Map<String, Object> settings(CommandLine commandLine, Map<String, String> environment) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "frametag-" + commandLine.getCommandName());
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
        environment.forEach((name, value) -> {
            if (name.startsWith(ENVIRONMENT_PREFIX)) {
                settings.put(property(name), value);
            }
        });
        if (kafkaConfig != null) {
            Properties file = file(commandLine);
            file.stringPropertyNames().forEach(name -> settings.put(name, file.getProperty(name)));
        }
        if (kafka != null) {
            kafka.forEach((name, value) -> refuseSecret(commandLine, name, value));
            settings.putAll(kafka);
        }
        if (bootstrapServers != null) {
            settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        }
        return settings;
    }

    private static String property(String variable) {
        return variable.substring(ENVIRONMENT_PREFIX.length())
                .toLowerCase(Locale.ROOT)
                .replace('_', '.');
    }

    private static void refuseSecret(CommandLine commandLine, String name, String value) {
        if (!SecretProperties.mayBeSeen(name, value)) {
            throw new ParameterException(
                    commandLine,
                    "--kafka " + name + " is a secret, and others can see a command line: put it into the file that"
                            + " --kafka-config names, or into the environment variable " + ENVIRONMENT_PREFIX
                            + name.toUpperCase(Locale.ROOT).replace('.', '_') + ".");
        }
    }

    private Properties file(CommandLine commandLine) {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(kafkaConfig)) {
            file.load(reader);
            return file;
        } catch (IOException | IllegalArgumentException e) {
            throw new ParameterException(
                    commandLine, "--kafka-config " + kafkaConfig + " cannot be read as a properties file: " + e, e);
        }
    }
}
