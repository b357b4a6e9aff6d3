package io.frametag.tools.page;

import io.frametag.tools.kafka.KafkaAccess;
import io.frametag.tools.kafka.TopicWatch;
import io.frametag.tools.kafka.TopicsException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** A page and what it reads, until it is closed. */
public final class LivePage implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    /** A batch of frames and a rest: what lies between is passed over, on the wire too. */
    private static final TopicWatch.Pace FRAMES = new TopicWatch.Pace(Duration.ofMillis(200), 100);

    private static final TopicWatch.Pace OUTCOMES = new TopicWatch.Pace(Duration.ZERO, 20_000);

    private final TopicWatch frames;
    private final TopicWatch outcomes;
    private final PageServer server;

    private LivePage(TopicWatch frames, TopicWatch outcomes, PageServer server) {
        this.frames = frames;
        this.outcomes = outcomes;
        this.server = server;
    }

    /**
     * Shows what happens from now on.
     *
     * @param client how to reach Kafka, by Kafka's names
     * @param port on loopback; 0 for a free one
     * @throws TopicsException if Kafka gives no answer; topics that are not there are waited for
     * @throws IOException if the port is taken
     */
    public static LivePage start(Map<String, Object> client, WatchedTopics topics, int port)
            throws TopicsException, IOException {
        PageState state = new PageState(Clock.systemUTC());
        PageServer server = PageServer.start(state, port);
        try {
            KafkaAccess kafka = new KafkaAccess(client, TIMEOUT);
            TopicWatch outcomes = TopicWatch.start(
                    "outcomes", kafka, topics.outcomes().all(), OUTCOMES, new OutcomeCounter(state, topics.outcomes()));
            try {
                TopicWatch frames =
                        TopicWatch.start("frames", sparing(client), topics.events(), FRAMES, new FrameSampler(state));
                return new LivePage(frames, outcomes, server);
            } catch (TopicsException | RuntimeException e) {
                outcomes.close();
                throw e;
            }
        } catch (TopicsException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Fetches less at a time than a verification would. */
    private static KafkaAccess sparing(Map<String, Object> client) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 << 20);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1 << 20);
        settings.putAll(client);
        return new KafkaAccess(settings, TIMEOUT);
    }

    /** @return the page's, for a browser on this machine */
    public String address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
        frames.close();
        outcomes.close();
    }
}
