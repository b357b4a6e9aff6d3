package io.frametag.kafka;

import io.frametag.config.ConfigException;
import io.frametag.config.KafkaConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the brokers once, where the job is submitted, whether they let it in. Its tasks would fail and restart for minutes on
 * a wrong password, and a client that speaks plain text to TLS would not even fail.
 */
public final class BrokerAccess {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerAccess.class);
    private static final int TIMEOUT_MILLIS = 10_000;

    private BrokerAccess() {}

    /**
     * Says only what is certain: brokers that do not answer may be back before the tasks ask, and what is not on this
     * machine may be on theirs. Then it logs a warning and returns.
     *
     * @return whether the brokers have answered
     * @throws ConfigException if the brokers refuse the job, or its properties cannot be used
     */
    public static boolean check(KafkaConfig kafka) {
        Properties properties = kafka.clientProperties();
        Map<String, String> settings = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        try (Admin admin = Admin.create(properties)) {
            admin.describeCluster().nodes().get();
            return true;
        } catch (ExecutionException e) {
            judge(settings, e.getCause());
        } catch (KafkaException e) {
            judge(settings, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConfigException("Interrupted while asking Kafka at " + kafka.bootstrapServers() + ".");
        }
        return false;
    }

    private static void judge(Map<String, String> settings, Throwable failure) {
        Optional<String> problem = AccessProblem.of(settings, failure);
        if (problem.isPresent() && !AccessProblem.isOfThisMachine(settings, failure)) {
            throw new ConfigException(problem.get());
        }
        LOG.warn(
                "{} The job starts all the same, and its tasks try for themselves.",
                problem.orElseGet(() -> "Kafka at " + settings.get("bootstrap.servers") + " gave no answer within "
                        + TIMEOUT_MILLIS / 1000 + " s: check that it runs, and that the address and security.protocol"
                        + " are those of its listener."));
    }
}
