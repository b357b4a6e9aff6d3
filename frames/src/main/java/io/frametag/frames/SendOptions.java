package io.frametag.frames;

import io.frametag.frames.FrameOptions.Requirement;
import io.frametag.tools.FrameProducer;
import io.frametag.tools.kafka.TopicNames;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import picocli.CommandLine.Option;

/** The options of what goes to Kafka. */
final class SendOptions {
    private static final int LARGEST = 1 << 30;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            defaultValue = TopicNames.EVENTS,
            description = "Where to send the image events.")
    private String topic;

    @Option(
            names = "--max-image-bytes",
            paramLabel = "BYTES",
            defaultValue = "4194304",
            description = "The largest image to send. The topic must take it, and the job's option of this name.")
    private int maxImageBytes;

    @Option(
            names = "--in-flight",
            paramLabel = "BYTES",
            defaultValue = "16777216",
            description =
                    "What Kafka may not have answered for yet. At this bound a recording waits, and a live source drops"
                            + " its newest frame, which is counted.")
    private int inFlight;

    @Option(
            names = "--checksum",
            description = "Send each image's CRC-32C with it, so that the job rejects what was damaged on the way.")
    private boolean checksums;

    void check(Requirement require) {
        require.that(
                maxImageBytes >= 1 && maxImageBytes <= LARGEST / 2,
                "--max-image-bytes must be 1 to " + LARGEST / 2 + ", but is " + maxImageBytes + ".");
        require.that(
                inFlight >= 1 && inFlight <= LARGEST,
                "--in-flight must be 1 to " + LARGEST + ", but is " + inFlight + ".");
    }

    String topic() {
        return topic;
    }

    KafkaOutbox outbox(Map<String, Object> client, Stop stop) {
        Map<String, Object> settings = new HashMap<>(client);
        // The bound above is to be the one that is met: the client's own blocks whoever sends.
        settings.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * inFlight + 2L * maxImageBytes + (32L << 20));
        return new KafkaOutbox(
                new FrameProducer(settings, topic, maxImageBytes, checksums, Clock.systemUTC()),
                new InFlight(inFlight, stop));
    }
}
