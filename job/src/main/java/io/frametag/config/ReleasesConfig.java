package io.frametag.config;

/**
 * Models that change while the job runs.
 *
 * @param topic of the releases
 * @param outcomesTopic of what became of them
 */
public record ReleasesConfig(String topic, String outcomesTopic) {
    public ReleasesConfig {
        if (topic.equals(outcomesTopic)) {
            throw new ConfigException("--model-releases and --model-release-outcomes are both '" + topic
                    + "': they must be different topics.");
        }
    }

    void checkAreOthers(KafkaConfig kafka) {
        kafka.checkIsOther("model-releases", topic);
        kafka.checkIsOther("model-release-outcomes", outcomesTopic);
    }
}
