package io.frametag.tools.page;

import io.frametag.tools.CommandFailure;
import io.frametag.tools.ExitCodes;
import io.frametag.tools.ListenPort;
import io.frametag.tools.kafka.ClientOptions;
import io.frametag.tools.kafka.TopicNames;
import io.frametag.tools.kafka.TopicOptions;
import io.frametag.tools.kafka.TopicsException;
import io.frametag.tools.outcome.OutcomeTopics;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of {@link LivePage}. */
@Command(
        name = "page",
        showDefaultValues = true,
        sortOptions = false,
        header = "Watch a job in a browser: frames, labels, rates and latencies, as they come.",
        description = {
            "",
            "Reads the job's topics from now on, as a consumer without a group that samples them, so that the job never"
                    + " waits for it, and serves a page on loopback until it is stopped.",
            ""
        })
public final class Page implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ClientOptions client;

    @Mixin
    private TopicOptions topics;

    @Option(
            names = "--segments-topic",
            paramLabel = "TOPIC",
            defaultValue = TopicNames.SEGMENTS,
            description = "Where the segments are, if the job makes any.")
    private String segmentsTopic;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            showDefaultValue = Visibility.NEVER,
            description = "The page's, on 127.0.0.1. Default: a free one.")
    private int port;

    @Override
    public Integer call() {
        try (LivePage page = start(
                client.settings(spec.commandLine()),
                new WatchedTopics(
                        topics.inputs(),
                        new OutcomeTopics(topics.labels(), topics.deadLetters(), topics.shed(), segmentsTopic)),
                port,
                "--port")) {
            spec.commandLine().getOut().println(page.address());
            spec.commandLine().getOut().flush();
            new CountDownLatch(1).await();
        } catch (InterruptedException stopped) {
            // As asked.
        }
        return ExitCodes.OK;
    }

    /**
     * Starts a page for a command.
     *
     * @param port on loopback; 0 for a free one
     * @param option that the port is given with
     * @throws CommandFailure with a sentence if it cannot be
     */
    public static LivePage start(Map<String, Object> client, WatchedTopics topics, int port, String option) {
        ListenPort.require(port, option);
        try {
            return LivePage.start(client, topics, port);
        } catch (TopicsException e) {
            throw CommandFailure.failed(e.getMessage(), e);
        } catch (IOException e) {
            throw ListenPort.refused(port, option, e);
        }
    }
}
