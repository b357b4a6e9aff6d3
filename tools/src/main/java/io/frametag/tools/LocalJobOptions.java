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
    /** @throws CommandFailure if one that was given is wrong, or is settled by the system */
    static LocalJobOptions of(String bootstrapServers, int maxImageBytes, List<String> given) {
        Map<String, String> settled = new LinkedHashMap<>();
        settled.put("--bootstrap-servers", bootstrapServers);
        settled.put("--input-topic", TopicNames.EVENTS);
        settled.put("--labels-topic", TopicNames.LABELS);
        settled.put("--dead-letters-topic", TopicNames.DEAD_LETTERS);
        settled.put("--shed-topic", TopicNames.SHED);
        settled.put("--segments-topic", TopicNames.SEGMENTS);
        settled.put("--max-image-bytes", maxImageBytes + "b");
        settled.put("--restart-attempts", "1");
        settled.put("--parallelism", "1");
        List<String> all = new ArrayList<>();
        settled.forEach((name, value) -> all.addAll(List.of(name, value)));
        for (String option : given) {
            String name = option.replaceFirst("=.*", "");
            if (settled.containsKey(name)) {
                throw CommandFailure.wrongUse(name + " is settled here: leave it out.");
            }
        }
        all.addAll(given);
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
