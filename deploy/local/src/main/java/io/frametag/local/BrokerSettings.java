package io.frametag.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What a one-node broker is started with.
 *
 * @param folder holds metadata and records; made when it is not there
 * @param port for clients, on loopback
 * @param maxMessageBytes the largest batch of records that a topic takes, compressed size; a batch is a little larger
 *     than the one record in it, so leave a kibibyte or more above the largest record
 * @param overrides broker properties that win over the ones set here
 * @param security empty: everybody is let in, in plain text
 */
record BrokerSettings(
        Path folder, int port, int maxMessageBytes, Map<String, String> overrides, Optional<BrokerSecurity> security) {
    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    private static final String PLAIN_LISTENER = "PLAINTEXT";
    /** Kafka's own default for {@code socket.request.max.bytes}. */
    private static final int DEFAULT_REQUEST_BYTES = 100 << 20;

    BrokerSettings {
        if (maxMessageBytes < 1) {
            throw new IllegalArgumentException(
                    "The largest message has " + maxMessageBytes + " bytes: give at least 1.");
        }
        overrides = Map.copyOf(overrides);
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** @param controllerPort for this start only: no client knows it, so the next start may take another */
    Properties properties(int controllerPort) {
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", Integer.toString(NODE_ID));
        properties.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        properties.put("controller.listener.names", CONTROLLER_LISTENER);
        String listener = security.isPresent() ? BrokerSecurity.LISTENER : PLAIN_LISTENER;
        properties.put(
                "listeners",
                listener + "://127.0.0.1:" + port + "," + CONTROLLER_LISTENER + "://127.0.0.1:" + controllerPort);
        properties.put("advertised.listeners", listener + "://127.0.0.1:" + port);
        properties.put("inter.broker.listener.name", listener);
        properties.put(
                "listener.security.protocol.map",
                listener + ":" + listener + "," + CONTROLLER_LISTENER + ":" + PLAIN_LISTENER);
        security.ifPresent(secure -> properties.putAll(secure.broker()));
        properties.put("log.dirs", folder.toString());

        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            properties.put(topic + ".replication.factor", "1");
            // Kafka's 50 are for many brokers; here each would be one more folder to open and recover.
            properties.put(topic + ".num.partitions", "1");
        }
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("default.replication.factor", "1");
        properties.put("min.insync.replicas", "1");

        // A misspelt topic is an error, not a new topic.
        properties.put("auto.create.topics.enable", "false");
        properties.put("group.initial.rebalance.delay.ms", "0");
        // A broker that was killed is taken back once its old session has run out.
        properties.put("broker.session.timeout.ms", "2000");
        properties.put("broker.heartbeat.interval.ms", "500");
        // Retention goes by the record's timestamp, which is the capture time: old photos would be deleted on arrival.
        properties.put("log.retention.ms", "-1");
        // The default holds 128 MiB of this JVM's heap for compaction.
        properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));

        properties.put("message.max.bytes", Integer.toString(maxMessageBytes));
        properties.put("replica.fetch.max.bytes", Integer.toString(maxMessageBytes));
        properties.put(
                "socket.request.max.bytes",
                Long.toString(Math.min(Integer.MAX_VALUE, Math.max(DEFAULT_REQUEST_BYTES, 2L * maxMessageBytes))));
        properties.putAll(overrides);
        return properties;
    }
}
