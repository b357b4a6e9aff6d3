package io.frametag.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts Flink's JVMs as its own scripts do: memory by {@code BashJavaUtils}, then the entry point. */
final class FlinkProcesses {
    private static final String RESULT = "BASH_JAVA_UTILS_EXEC_RESULT:";
    private static final String JOB_MANAGER = "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
    private static final String TASK_MANAGER = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
    private static final String ZOO_KEEPER = "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer";

    private final FlinkHome home;
    private final ClusterSettings settings;
    private Memory jobManager;
    private Memory taskManager;

    FlinkProcesses(FlinkHome home, ClusterSettings settings) {
        this.home = home;
        this.settings = settings;
    }

    JvmProcess jobManager(String name) throws IOException, InterruptedException {
        if (jobManager == null) {
            jobManager = memory("GET_JM_RESOURCE_PARAMS");
        }
        return start(name, jobManager, "env.java.opts.jobmanager", JOB_MANAGER, List.of("--executionMode", "cluster"));
    }

    /** @param name also the TaskManager's resource id */
    JvmProcess taskManager(String name) throws IOException, InterruptedException {
        if (taskManager == null) {
            taskManager = memory("GET_TM_RESOURCE_PARAMS");
        }
        return start(
                name,
                taskManager,
                "env.java.opts.taskmanager",
                TASK_MANAGER,
                List.of("-D", "taskmanager.resource-id=" + name));
    }

    static JvmProcess zooKeeper(FlinkHome home, Path configuration, Path folder) throws IOException {
        Path log4j = folder.resolve("log4j.properties");
        List<String> arguments = new ArrayList<>(List.of("-Xmx128m"));
        arguments.addAll(logging("zookeeper", folder, log4j));
        arguments.addAll(List.of("-cp", home.classPath(), ZOO_KEEPER));
        arguments.addAll(List.of("--zkConfigFile", configuration.toString(), "--peerId", "1"));
        return JvmProcess.start("zookeeper", folder.resolve("zookeeper.out"), Map.of(), arguments);
    }

    private JvmProcess start(String name, Memory memory, String javaOptions, String main, List<String> programArguments)
            throws IOException {
        List<String> arguments = new ArrayList<>(memory.jvm());
        for (String option : List.of("env.java.opts.all", javaOptions)) {
            // Flink leaves these to its start scripts.
            if (settings.flink().containsKey(option)) {
                arguments.addAll(words(settings.flink().get(option)));
            }
        }
        arguments.addAll(logging(name, settings.logs(), FlinkConfiguration.log4j(settings)));
        arguments.add("-Djava.io.tmpdir=" + settings.temporary());
        // JavaCPP would count the whole process, heap included, and refuse to allocate.
        arguments.add("-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");
        arguments.add("--add-opens=java.base/java.util=ALL-UNNAMED");
        arguments.addAll(List.of(
                "-cp", home.classPath(), main, "--configDir", settings.conf().toString()));
        arguments.addAll(programArguments);
        arguments.addAll(memory.options());
        return JvmProcess.start(name, settings.logs().resolve(name + ".out"), environment(), arguments);
    }

    private static List<String> logging(String name, Path folder, Path log4j) {
        return List.of(
                "-Dlog.file=" + folder.resolve(name + ".log"),
                "-Dlog4j.configuration=" + log4j.toUri(),
                "-Dlog4j.configurationFile=" + log4j.toUri());
    }

    private Map<String, String> environment() {
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
                environment(),
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
                        settings.conf().toString()));
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
