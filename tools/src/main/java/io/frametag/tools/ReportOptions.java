package io.frametag.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.time.Duration;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of a command that reads topics and prints a report. */
public final class ReportOptions {
    @Option(
            names = "--list",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many of each kind of trouble to list.")
    private int listed;

    @Option(names = "--json", description = "Print the report as one JSON object.")
    private boolean json;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "15",
            description = "How long Kafka may stay silent.")
    private int timeoutSeconds;

    /**
     * @param commandLine is named in the exception
     * @throws ParameterException if a number is out of its range
     */
    public void check(CommandLine commandLine) {
        if (listed < 0) {
            throw new ParameterException(commandLine, "--list must be 0 or more, but is " + listed + ".");
        }
        if (timeoutSeconds < 1 || timeoutSeconds > 3600) {
            throw new ParameterException(
                    commandLine, "--timeout must be 1 to 3600 seconds, but is " + timeoutSeconds + ".");
        }
    }

    public int listed() {
        return listed;
    }

    public Duration timeout() {
        return Duration.ofSeconds(timeoutSeconds);
    }

    /** Prints the report as JSON if asked to, and else as {@code text} words it. */
    public <R> void print(R report, Function<R, String> text, CommandLine commandLine) {
        commandLine.getOut().print(json ? json(report) : text.apply(report));
        commandLine.getOut().flush();
    }

    private static String json(Object report) {
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(report) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A report that is no JSON: " + report, e);
        }
    }
}
