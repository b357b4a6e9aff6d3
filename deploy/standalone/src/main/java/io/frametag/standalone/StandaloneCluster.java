package io.frametag.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A Flink session cluster on loopback: one JobManager and any number of TaskManagers, each a JVM. Addresses stay the same
 * when a JobManager is started again. Not thread-safe.
 */
public final class StandaloneCluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ClusterSettings settings;
    private final FlinkProcesses processes;
    private final FlinkRest rest;
    private final Map<String, JvmProcess> taskManagers = new LinkedHashMap<>();
    private final AtomicInteger jobManagers = new AtomicInteger();
    private final AtomicInteger started = new AtomicInteger();
    private JvmProcess jobManager;

    private StandaloneCluster(ClusterSettings settings, FlinkProcesses processes, FlinkRest rest) {
        this.settings = settings;
        this.processes = processes;
        this.rest = rest;
    }

    /** Starts a JobManager and so many TaskManagers, and waits until all of them are there. */
    public static StandaloneCluster start(FlinkHome home, ClusterSettings settings, int taskManagers)
            throws IOException, InterruptedException {
        return start(home, settings, taskManagers, Lifetime.THIS_JVM, Optional.empty());
    }

    /**
     * As above.
     *
     * @param application run it instead of waiting for jobs; {@code home} has its jar
     * @throws ClusterException also if the application's main fails, with where its log is
     */
    public static StandaloneCluster start(
            FlinkHome home,
            ClusterSettings settings,
            int taskManagers,
            Lifetime lifetime,
            Optional<Application> application)
            throws IOException, InterruptedException {
        Map<String, String> options = FlinkConfiguration.write(settings);
        StandaloneCluster cluster = new StandaloneCluster(
                settings,
                new FlinkProcesses(home, settings, options, lifetime, application),
                new FlinkRest(URI.create("http://127.0.0.1:" + options.get("rest.port"))));
        try {
            cluster.startJobManager();
            for (int i = 0; i < taskManagers; i++) {
                cluster.startTaskManager();
            }
            cluster.awaitTaskManagers();
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    public ClusterSettings settings() {
        return settings;
    }

    public FlinkRest rest() {
        return rest;
    }

    /** Starts the JobManager, or another after the last one has ended, and waits until it answers. */
    public void startJobManager() throws IOException, InterruptedException {
        jobManager = processes.jobManager("jobmanager-" + jobManagers.incrementAndGet());
        Await.until(jobManager.name() + " answers; its log is in " + settings.logs(), PATIENCE, () -> {
            jobManager.mustBeAlive();
            return answers("/overview");
        });
    }

    public JvmProcess jobManager() {
        return jobManager;
    }

    /** Starts one more TaskManager; {@link #awaitTaskManagers} waits for it. */
    public JvmProcess startTaskManager() throws IOException, InterruptedException {
        String name = "taskmanager-" + started.incrementAndGet();
        JvmProcess process = processes.taskManager(name);
        taskManagers.put(name, process);
        return process;
    }

    /** @return those that were started and not forgotten, by their resource id; some may have been killed */
    public Map<String, JvmProcess> taskManagers() {
        return Map.copyOf(taskManagers);
    }

    /** Waits until every TaskManager that is alive has registered. */
    public void awaitTaskManagers() throws InterruptedException {
        Await.until("the TaskManagers have registered; their logs are in " + settings.logs(), PATIENCE, () -> {
            taskManagers.values().removeIf(process -> !process.isAlive());
            try {
                return rest.get("/overview").path("taskmanagers").asInt() >= taskManagers.size();
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    /** As {@link FlinkJobs#submit}. */
    public ClusterJob submit(Path jar, Submission submission) throws IOException {
        return new FlinkJobs(rest).submit(jar, submission);
    }

    private boolean answers(String path) {
        try {
            rest.get(path);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Stops the processes that it started and that are still there. */
    @Override
    public void close() {
        for (JvmProcess process : taskManagers.values()) {
            // Frozen ones do not hear a friendlier signal, and nothing here is needed any more.
            process.kill();
        }
        if (jobManager != null) {
            jobManager.kill();
        }
    }
}
