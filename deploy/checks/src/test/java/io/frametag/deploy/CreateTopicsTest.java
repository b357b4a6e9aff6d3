package io.frametag.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.config.JobConfig;
import io.frametag.config.KafkaConfig;
import io.frametag.config.ReleasesConfig;
import io.frametag.tools.FrameProducer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.junit.jupiter.api.Test;

class CreateTopicsTest {
    private static final int ROOM_FOR_ERROR_HEADERS = 64 << 10;

    @Test
    void messageSizesAreThoseOfTheLargestImage() throws Exception {
        Map<String, List<String>> topics = new CreateTopics(Map.of("BOOTSTRAP_SERVERS", "kafka:19092")).topics();
        KafkaConfig job = JobConfig.parse(new String[] {"--bootstrap-servers", "kafka:19092"}, Map.of())
                .kafka();

        assertThat(topics)
                .containsOnlyKeys(job.inputTopics().toString(), job.labelsTopic(), job.deadLettersTopic(), shed());
        assertThat(topics.get(job.inputTopics().toString())).contains(maxMessageBytes(job.maxRecordBytes()));
        assertThat(topics.get(job.deadLettersTopic()))
                .contains(maxMessageBytes(job.maxRecordBytes() + ROOM_FOR_ERROR_HEADERS));
        assertThat(FrameProducer.maxMessageBytes(job.maxImageBytes())).isLessThanOrEqualTo(job.maxRecordBytes());
    }

    @Test
    void theSegmentsTopicIsThereOnlyForThoseWhoEmitThem() throws Exception {
        Map<String, List<String>> topics =
                new CreateTopics(Map.of("BOOTSTRAP_SERVERS", "kafka:19092", "SEGMENTS", "true")).topics();
        JobConfig job = JobConfig.parse(new String[] {"--bootstrap-servers", "kafka:19092"}, Map.of());
        assertThat(topics)
                .containsOnlyKeys(
                        "image-events",
                        "image-labels",
                        "image-shed",
                        "image-dead-letters",
                        job.segments().topic());
        assertThat(topics.get(job.segments().topic())).contains("cleanup.policy=compact,delete");
    }

    @Test
    void releasesHaveOnePartitionAndAreThereOnlyForThoseWhoAskForThem() throws Exception {
        Map<String, List<String>> topics =
                new CreateTopics(Map.of("BOOTSTRAP_SERVERS", "kafka:19092", "MODEL_RELEASES", "true")).topics();
        ReleasesConfig job = JobConfig.parse(
                        new String[] {"--bootstrap-servers", "kafka:19092", "--model-releases", "model-releases"},
                        Map.of())
                .releases()
                .orElseThrow();
        assertThat(topics).containsKeys(job.topic(), job.outcomesTopic()).doesNotContainKey("image-segments");
        assertThat(String.join(" ", topics.get(job.topic())))
                .contains("--partitions 1 ", "--config cleanup.policy=compact");
        assertThat(String.join(" ", topics.get(job.outcomesTopic()))).contains("--partitions 4 ");
    }

    @Test
    void everySettingIsATopics() throws Exception {
        new CreateTopics(Map.of("BOOTSTRAP_SERVERS", "kafka:19092"))
                .topics()
                .values()
                .forEach(words -> words.stream()
                        .filter(word -> word.contains("="))
                        .forEach(word ->
                                assertThat(LogConfig.configNames()).contains(word.substring(0, word.indexOf('=')))));
    }

    @Test
    void serversPartitionsAndReplicasComeFromTheEnvironment() throws Exception {
        Map<String, List<String>> topics = new CreateTopics(
                        Map.of("BOOTSTRAP_SERVERS", "other:1", "PARTITIONS", "12", "REPLICATION", "3"))
                .topics();
        assertThat(topics.values())
                .allSatisfy(words -> assertThat(String.join(" ", words))
                        .contains("--bootstrap-server other:1 ", "--partitions 12 ", "--replication-factor 3"));
    }

    /** Of a job that has a deadline. */
    static String shed() {
        return JobConfig.parse(
                        new String[] {"--bootstrap-servers", "kafka:19092", "--overload", "deadline=200ms"}, Map.of())
                .kafka()
                .shedTopic();
    }

    private static String maxMessageBytes(int bytes) {
        return TopicConfig.MAX_MESSAGE_BYTES_CONFIG + "=" + bytes;
    }
}
