package io.frametag.kafka;

import io.frametag.config.ConfigException;
import io.frametag.config.JobConfig;
import io.frametag.config.KafkaConfig;
import io.frametag.config.ReleasesConfig;
import io.frametag.release.RefusedReleaseException;
import io.frametag.release.Release;
import io.frametag.release.ReleaseMessage;
import io.frametag.release.ReleaseTopics;
import io.frametag.schema.SingleObjectCodec;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.kafka.common.errors.TimeoutException;

/** Model releases from one topic, their outcomes to another. */
public final class KafkaReleases {
    private KafkaReleases() {}

    public static ReleaseTopics of(JobConfig config, ReleasesConfig topics) {
        return new ReleaseTopics(
                new ReleaseTopic(config.kafka(), topics.topic()), outcomes(config, topics.outcomesTopic()));
    }

    /**
     * Asks for a job that keeps to one release.
     *
     * @return empty if there is none
     * @throws ConfigException if nobody answers, there is no such topic, or its newest record is no release
     */
    public static Optional<Release> newest(KafkaConfig kafka, ReleasesConfig topics) {
        try {
            Optional<ReleaseMessage> newest = new ReleaseTopic(kafka, topics.topic()).newest();
            return newest.isEmpty() ? Optional.empty() : Release.of(newest.get(), SingleObjectCodec.modelReleases());
        } catch (IOException e) {
            throw new ConfigException(e.getMessage());
        } catch (RefusedReleaseException e) {
            throw new ConfigException("--model-releases: the newest record of topic " + topics.topic()
                    + " cannot be used: " + e.getMessage());
        }
    }

    /**
     * Looks at the topics where the job is submitted: its tasks would fail on them again and again. Brokers that do not answer may be
     * back before the tasks ask.
     *
     * @throws ConfigException if one is not there, or that of the releases cannot be one
     */
    public static void check(KafkaConfig kafka, ReleasesConfig topics) {
        ReleaseTopic releases = new ReleaseTopic(kafka, topics.topic());
        try {
            releases.newest();
            releases.findOutcomes(topics.outcomesTopic());
        } catch (IOException e) {
            if (!(e.getCause() instanceof TimeoutException)) {
                throw new ConfigException(e.getMessage());
            }
        }
    }

    /** At least once, whatever the labels' delivery is: whoever waits for a release is not to wait for a checkpoint. */
    private static Sink<byte[]> outcomes(JobConfig config, String topic) {
        SinkProducer producer = SinkProducer.of(config.kafka(), config.delivery());
        return ReleasingSink.of(producer.atLeastOnce(new ReleaseOutcomeRecords(topic, config.runId())));
    }
}
