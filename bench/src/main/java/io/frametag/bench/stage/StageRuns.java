package io.frametag.bench.stage;

import io.frametag.bench.BenchFailure;
import io.frametag.bench.Effort;
import io.frametag.bench.report.Spread;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs benchmarks by JMH, each in a JVM of its own, over all of them in turn and then again. */
final class StageRuns {
    private final String[] jvmArguments;
    private final Path log;
    private final Pace pace;

    /**
     * @param core what each JVM is held to, if anything
     * @param log where JMH writes what it would print
     */
    StageRuns(Path project, OptionalInt core, Path log, Pace pace) {
        this.jvmArguments = StageJvm.arguments(project, core);
        this.log = log;
        this.pace = pace;
    }

    /**
     * How long a benchmark runs.
     *
     * @param rounds over all benchmarks
     * @param warmups iterations before those that count
     */
    record Pace(int rounds, int warmups, int iterations, int millis) {
        static Pace of(Effort effort) {
            return effort == Effort.FULL ? new Pace(2, 2, 5, 600) : new Pace(1, 1, 3, 300);
        }
    }

    /** @return milliseconds a call: the mean of each iteration, over all rounds */
    Map<Stage, Spread> run(Collection<Stage> stages) throws IOException {
        Map<Stage, List<Double>> means = new LinkedHashMap<>();
        try (PrintStream out = new PrintStream(log.toFile(), StandardCharsets.UTF_8)) {
            OutputFormat format = OutputFormatFactory.createFormatInstance(out, VerboseMode.NORMAL);
            for (int round = 0; round < pace.rounds; round++) {
                for (Stage stage : stages) {
                    means.computeIfAbsent(stage, any -> new ArrayList<>()).addAll(means(stage, format));
                }
            }
        }
        Map<Stage, Spread> spreads = new LinkedHashMap<>();
        means.forEach((stage, values) -> spreads.put(stage, Spread.of(values)));
        return spreads;
    }

    private List<Double> means(Stage stage, OutputFormat format) {
        try {
            Collection<RunResult> results = new Runner(options(stage), format).run();
            List<Double> means = new ArrayList<>();
            for (RunResult result : results) {
                for (IterationResult iteration :
                        result.getBenchmarkResults().iterator().next().getIterationResults()) {
                    means.add(iteration.getPrimaryResult().getScore());
                }
            }
            if (means.size() != pace.iterations) {
                throw new BenchFailure("Stage " + stage + " has no result: see " + log + ".");
            }
            return means;
        } catch (RunnerException e) {
            throw new BenchFailure("Stage " + stage + " failed: " + e.getMessage() + ". See " + log + ".", e);
        }
    }

    private Options options(Stage stage) {
        OptionsBuilder options = new OptionsBuilder();
        options.include("^" + stage.benchmark().replace(".", "\\.") + "$")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MILLISECONDS)
                .forks(1)
                .warmupIterations(pace.warmups)
                .warmupTime(TimeValue.milliseconds(pace.millis))
                .measurementIterations(pace.iterations)
                .measurementTime(TimeValue.milliseconds(pace.millis))
                .shouldFailOnError(true)
                .jvmArgs(jvmArguments);
        stage.parameters().forEach(options::param);
        return options.build();
    }
}
