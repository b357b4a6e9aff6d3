package io.frametag.tools;

import io.frametag.TaggingJob;
import io.frametag.config.ConfigException;
import io.frametag.config.JobConfig;
import io.frametag.tools.kafka.TopicNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * The job's command line in a {@link LocalSystem}: what the system settles, then what was given.
 *
 * @param config all of it, parsed
 */
record LocalJobOptions(JobConfig config) {
    /**
     * @param settled what the command decides beside
     * @param defaults for what is not given
     * @param given by the user
     * @throws CommandFailure if one that was given is wrong, or is settled
     */
    static LocalJobOptions of(
            String bootstrapServers,
            int maxImageBytes,
            Map<String, String> settled,
            Map<String, String> defaults,
            List<String> given) {
        Map<String, String> decided = new LinkedHashMap<>(settled);
        decided.put("--bootstrap-servers", bootstrapServers);
        decided.put("--input-topic", TopicNames.EVENTS);
        decided.put("--labels-topic", TopicNames.LABELS);
        decided.put("--dead-letters-topic", TopicNames.DEAD_LETTERS);
        decided.put("--shed-topic", TopicNames.SHED);
        decided.put("--segments-topic", TopicNames.SEGMENTS);
        decided.put("--max-image-bytes", maxImageBytes + "b");
        decided.put("--bounded", "false");
        decided.put("--restart-attempts", "1");
        decided.put("--parallelism", "1");
        List<String> names =
                given.stream().map(option -> option.replaceFirst("=.*", "")).toList();
        names.stream().filter(decided::containsKey).findFirst().ifPresent(name -> {
            throw CommandFailure.wrongUse("The job's " + name + " is settled here: leave it out.");
        });
        List<String> all = new ArrayList<>(given);
        decided.forEach((name, value) -> all.addAll(List.of(name, value)));
        defaults.forEach((name, value) -> {
            if (!names.contains(name)) {
                all.addAll(List.of(name, value));
            }
        });
        try {
            return new LocalJobOptions(JobConfig.parse(all.toArray(String[]::new), Map.of()));
        } catch (ConfigException e) {
            throw CommandFailure.wrongUse(e.getMessage());
        }
    }

    /** @throws CommandFailure if the model cannot be used */
    StreamGraph job() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        try {
            TaggingJob.build(env, config);
        } catch (ConfigException e) {
            throw CommandFailure.wrongUse(e.getMessage());
        }
        return env.getStreamGraph();
    }

    /** @return those that the job will use */
    List<String> topics() {
        List<String> topics = new ArrayList<>(List.of(TopicNames.EVENTS, TopicNames.LABELS, TopicNames.DEAD_LETTERS));
        if (config.overload().sheds()) {
            topics.add(TopicNames.SHED);
        }
        if (config.segments().emit().segments()) {
            topics.add(TopicNames.SEGMENTS);
        }
        return topics;
    }
}
