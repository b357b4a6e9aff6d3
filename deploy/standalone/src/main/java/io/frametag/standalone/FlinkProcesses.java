package io.frametag.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts Flink's JVMs as its own scripts do: memory by {@code BashJavaUtils}, then the entry point. */
final class FlinkProcesses {
    private static final String RESULT = "BASH_JAVA_UTILS_EXEC_RESULT:";
    private static final String JOB_MANAGER = "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
    private static final String APPLICATION =
            "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint";
    private static final String TASK_MANAGER = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
    private static final String ZOO_KEEPER = "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer";

    private final FlinkHome home;
    private final ClusterSettings settings;
    private final Map<String, String> options;
    private final Lifetime lifetime;
    private final Optional<Application> application;
    private Memory jobManager;
    private Memory taskManager;

    /** @param options as written to the configuration */
    FlinkProcesses(
            FlinkHome home,
            ClusterSettings settings,
            Map<String, String> options,
            Lifetime lifetime,
            Optional<Application> application) {
        this.home = home;
        this.settings = settings;
        this.options = options;
        this.lifetime = lifetime;
        this.application = application;
    }

    JvmProcess jobManager(String name) throws IOException, InterruptedException {
        if (jobManager == null) {
            jobManager = memory("GET_JM_RESOURCE_PARAMS");
        }
        if (application.isEmpty()) {
            return start(name, jobManager, JOB_MANAGER, "jobmanager", List.of("--executionMode", "cluster"), List.of());
        }
        return start(
                name,
                jobManager,
                APPLICATION,
                "jobmanager",
                application.get().entryPointOptions(),
                application.get().submission().arguments());
    }

    /** @param name also the TaskManager's resource id */
    JvmProcess taskManager(String name) throws IOException, InterruptedException {
        if (taskManager == null) {
            taskManager = memory("GET_TM_RESOURCE_PARAMS");
        }
        return start(
                name,
                taskManager,
                TASK_MANAGER,
                "taskmanager",
                List.of("-D", "taskmanager.resource-id=" + name),
                List.of());
    }

    static JvmProcess zooKeeper(FlinkHome home, Path configuration, Path folder) throws IOException {
        Path log4j = folder.resolve("log4j.properties");
        List<String> arguments = new ArrayList<>(List.of("-Xmx128m"));
        arguments.addAll(logging("zookeeper", folder, log4j));
        arguments.addAll(List.of("-cp", home.classPath(), ZOO_KEEPER));
        arguments.addAll(List.of("--zkConfigFile", configuration.toString(), "--peerId", "1"));
        return JvmProcess.start("zookeeper", folder.resolve("zookeeper.out"), Map.of(), arguments, Lifetime.THIS_JVM);
    }

    /** @param jobArguments last, since Flink takes all behind the first word that it does not know for the job's */
    private JvmProcess start(
            String name,
            Memory memory,
            String main,
            String role,
            List<String> programArguments,
            List<String> jobArguments)
            throws IOException {
        List<String> arguments = new ArrayList<>(memory.jvm());
        arguments.addAll(logging(name, settings.logs(), FlinkConfiguration.log4j(settings)));
        arguments.add("-Djava.io.tmpdir=" + settings.temporary());
        for (String which : List.of("all", role)) {
            String more = options.getOrDefault("env.java.opts." + which, "").trim();
            if (!more.isEmpty()) {
                arguments.addAll(words(more));
            }
        }
        arguments.add("--add-opens=java.base/java.util=ALL-UNNAMED");
        arguments.addAll(List.of(
                "-cp", home.classPath(), main, "--configDir", settings.conf().toString()));
        arguments.addAll(programArguments);
        arguments.addAll(memory.options());
        arguments.addAll(jobArguments);
        return JvmProcess.start(
                name, settings.logs().resolve(name + ".out"), environment(home, settings), arguments, lifetime);
    }

    static List<String> logging(String name, Path folder, Path log4j) {
        return List.of(
                "-Dlog.file=" + folder.resolve(name + ".log"),
                "-Dlog4j.configuration=" + log4j.toUri(),
                "-Dlog4j.configurationFile=" + log4j.toUri());
    }

    static Map<String, String> environment(FlinkHome home, ClusterSettings settings) {
        return Map.of(
                "FLINK_CONF_DIR", settings.conf().toString(),
                "FLINK_LIB_DIR", home.lib().toString(),
                "FLINK_PLUGINS_DIR", home.plugins().toString());
    }

    private Memory memory(String command) throws IOException, InterruptedException {
        Path output = settings.logs().resolve(command + ".out");
        Files.deleteIfExists(output);
        JvmProcess process = JvmProcess.start(
                "Flink's memory calculation",
                output,
                environment(home, settings),
                List.of(
                        "-Xmx64m",
                        "-Dlog.file=" + output + ".log",
                        "-Dlog4j.configurationFile="
                                + FlinkConfiguration.log4j(settings).toUri(),
                        "-cp",
                        home.classPath(),
                        "org.apache.flink.runtime.util.bash.BashJavaUtils",
                        command,
                        "--configDir",
                        settings.conf().toString()),
                Lifetime.THIS_JVM);
        process.await();
        List<String> results = Files.readAllLines(output, StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith(RESULT))
                .map(line -> line.substring(RESULT.length()))
                .toList();
        if (results.size() != 2) {
            throw new ClusterException("Flink does not say what memory its JVMs get: see " + output + ".");
        }
        return new Memory(words(results.get(0)), words(results.get(1)));
    }

    private static List<String> words(String line) {
        return List.of(line.trim().split("\\s+", -1));
    }

    /** What a JVM, and Flink in it, are told of their memory. */
    private record Memory(List<String> jvm, List<String> options) {}
}
