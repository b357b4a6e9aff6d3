package io.frametag.tools;

import io.frametag.local.LoopbackPorts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** What a {@link LocalSystem} is to be. Not thread-safe. */
public final class LocalSystemBuilder {
    /** The smallest that Kafka takes for its segments of a topic. */
    private static final long LEAST_PART_BYTES = 1 << 20;

    private final int maxImageBytes;
    private final Map<String, String> settled = new LinkedHashMap<>();
    private final Map<String, String> defaults = new LinkedHashMap<>();
    private final List<String> given = new ArrayList<>();
    private Map<String, String> topicProperties = Map.of();

    LocalSystemBuilder(int maxImageBytes) {
        this.maxImageBytes = maxImageBytes;
    }

    /** @param bundle the model's folder; null for the bundled model */
    public LocalSystemBuilder model(String bundle) {
        return bundle == null ? this : settle("--model", bundle);
    }

    /** An option of the job that the command decides: it is refused among those given. */
    public LocalSystemBuilder settle(String option, String value) {
        settled.put(option, value);
        return this;
    }

    /** An option of the job that has this value unless it is among those given. */
    public LocalSystemBuilder byDefault(String option, String value) {
        defaults.put(option, value);
        return this;
    }

    /** @param options of the job (docs/options.md), as on its command line, such as {@code --emit both} */
    public LocalSystemBuilder jobOptions(List<String> options) {
        given.addAll(options);
        return this;
    }

    /**
     * Without it a topic keeps all that was ever written to it. For what goes on and on, and is never behind by so much.
     *
     * @param bytes of each topic, at least 8 MiB; up to a quarter more is held
     */
    public LocalSystemBuilder keepAtMost(long bytes) {
        topicProperties = Map.of(
                "retention.bytes",
                Long.toString(bytes),
                "segment.bytes",
                Long.toString(Math.max(LEAST_PART_BYTES, bytes / 8)),
                "file.delete.delay.ms",
                "1000");
        return this;
    }

    /**
     * Returns when the job runs. Options and model are looked at before anything is started.
     *
     * @throws CommandFailure if an option or the model is wrong, or the job does not start
     */
    public LocalSystem start() throws Exception {
        int port = LoopbackPorts.free();
        LocalJobOptions options = LocalJobOptions.of("127.0.0.1:" + port, maxImageBytes, settled, defaults, given);
        StreamGraph graph = options.job();
        return LocalSystem.start(
                TemporaryFolder.create(),
                port,
                FrameProducer.maxMessageBytes(maxImageBytes),
                options.topics(),
                topicProperties,
                graph);
    }
}
