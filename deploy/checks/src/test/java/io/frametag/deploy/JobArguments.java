package io.frametag.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.TaggingJob;
import io.frametag.config.JobConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.container.entrypoint.StandaloneApplicationClusterConfigurationParserFactory;
import org.apache.flink.runtime.entrypoint.ClusterConfiguration;
import org.apache.flink.runtime.entrypoint.parser.CommandLineParser;
import org.apache.flink.runtime.entrypoint.parser.ParserResultFactory;

/** A command line for {@code standalone-job.sh start-foreground}, read by the classes that will read it. */
record JobArguments(Map<String, String> flink, JobConfig job) {

    static JobArguments parse(List<String> afterStart, Map<String, String> environment) throws Exception {
        assertThat(afterStart).containsSubsequence("--job-classname", TaggingJob.class.getName());
        ParserResultFactory<? extends ClusterConfiguration> factory =
                new StandaloneApplicationClusterConfigurationParserFactory();
        // The start script adds the configuration's folder.
        String[] whole = Stream.concat(Stream.of("--configDir", "/opt/flink/conf"), afterStart.stream())
                .toArray(String[]::new);
        ClusterConfiguration parsed = new CommandLineParser<>(factory).parse(whole);
        Map<String, String> flink = new HashMap<>();
        parsed.getDynamicProperties().forEach((key, value) -> flink.put((String) key, (String) value));
        return new JobArguments(flink, JobConfig.parse(parsed.getArgs(), environment));
    }
}
