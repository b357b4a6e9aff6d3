package io.frametag.tools.cluster;

import java.util.Optional;

/** What was started, where, and what to type next. */
final class StartText {
    private StartText() {}

    static String session(ClusterState state, ClusterFolder folder) {
        StringBuilder text = processes(state, folder);
        text.append(String.format("%nNext:%n"));
        next(
                text,
                "cluster submit" + folder.hint() + " -p 2 -- "
                        + (state.broker().isPresent() ? "" : "--bootstrap-servers HOST:PORT ")
                        + "--delivery exactly-once");
        hints(text, state, folder, "RUN_ID");
        return text.toString();
    }

    static String application(ClusterState state, SubmittedJob job, Optional<String> savepoint, ClusterFolder folder) {
        StringBuilder text = processes(state, folder);
        text.append(JobText.of(job, savepoint));
        text.append(String.format("%nNext:%n"));
        hints(text, state, folder, job.runId());
        return text.toString();
    }

    private static StringBuilder processes(ClusterState state, ClusterFolder folder) {
        StringBuilder text = new StringBuilder();
        for (StartedProcess process : state.processes()) {
            JobText.line(text, process.name(), "pid " + process.pid());
        }
        JobText.line(text, "web page", state.restAddress());
        state.broker().ifPresent(address -> JobText.line(text, "Kafka", address));
        if (state.page() != null) {
            JobText.line(text, "live page", state.page());
        }
        JobText.line(text, "slots", Integer.toString(state.taskManagers() * state.slots()));
        JobText.line(text, "folder", folder.path().toString());
        return text;
    }

    private static void hints(StringBuilder text, ClusterState state, ClusterFolder folder, String runId) {
        state.broker().ifPresent(address -> {
            next(text, "send --bootstrap-servers " + address);
            next(text, "verify --bootstrap-servers " + address + " --run-id " + runId);
        });
        next(text, "cluster status" + folder.hint());
        next(text, "cluster stop" + folder.hint());
    }

    private static void next(StringBuilder text, String command) {
        text.append(String.format("  deploy/frametag %s%n", command));
    }
}
