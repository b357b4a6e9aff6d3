package io.frametag.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.autoscaler.config.AutoScalerOptions;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.metrics.prometheus.PrometheusReporterFactory;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Flink's options, of the version that is on the class path. */
final class FlinkOptions {
    private static final String REPORTER = "metrics.reporter.prom.";
    private static final Map<String, ConfigOption<?>> KNOWN = new HashMap<>();

    static {
        for (Class<?> options : List.of(
                AutoScalerOptions.class,
                BlobServerOptions.class,
                CheckpointingOptions.class,
                CoreOptions.class,
                HighAvailabilityOptions.class,
                JobManagerOptions.class,
                MetricOptions.class,
                NettyShuffleEnvironmentOptions.class,
                RestOptions.class,
                SecurityOptions.class,
                TaskManagerOptions.class,
                WebOptions.class)) {
            for (Field field : options.getFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class) {
                    ConfigOption<?> option = option(field);
                    KNOWN.put(option.key(), option);
                }
            }
        }
    }

    private FlinkOptions() {}

    /** Each key exists and takes its value, and each class that is named is there. */
    static void assertKnown(Map<String, String> settings) {
        Configuration configuration = Configuration.fromMap(settings);
        settings.forEach((key, value) -> {
            if (key.startsWith(REPORTER)) {
                assertReporter(key.substring(REPORTER.length()), value);
            } else {
                assertThat(KNOWN).as("Flink's options").containsKey(key);
                assertThatCode(() -> configuration.get(KNOWN.get(key)))
                        .as(key + ": " + value)
                        .doesNotThrowAnyException();
            }
        });
    }

    private static void assertReporter(String key, String value) {
        switch (key) {
            case "factory.class" -> {
                assertThat(value).isEqualTo(PrometheusReporterFactory.class.getName());
                assertThat(MetricReporterFactory.class).isAssignableFrom(PrometheusReporterFactory.class);
            }
            case "port" -> assertThat(value).matches("\\d{4,5}(-\\d{4,5})?");
            case "filterLabelValueCharacters" -> assertThat(value).isIn("true", "false");
            case "scope.variables.excludes" -> assertThat(value).matches("\\w+(;\\w+)*");
            default -> throw new AssertionError("Not an option of the Prometheus reporter that is used here: " + key);
        }
    }

    private static ConfigOption<?> option(Field field) {
        try {
            return (ConfigOption<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError("A public field", e);
        }
    }
}
