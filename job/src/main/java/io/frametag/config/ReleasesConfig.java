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

    /** @param segmentsTopic null if there are none */
    void checkAreOthers(KafkaConfig kafka, String segmentsTopic) {
        checkIsOther(kafka, segmentsTopic, "model-releases", topic);
        checkIsOther(kafka, segmentsTopic, "model-release-outcomes", outcomesTopic);
    }

    private static void checkIsOther(KafkaConfig kafka, String segmentsTopic, String option, String name) {
        kafka.checkIsOther(option, name);
        if (name.equals(segmentsTopic)) {
            throw new ConfigException(
                    "--" + option + " and --segments-topic are both '" + name + "': they must be different topics.");
        }
    }
}
