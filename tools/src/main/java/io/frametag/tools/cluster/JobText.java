package io.frametag.tools.cluster;

import java.util.Optional;

/** A job that now runs, in a few lines. */
final class JobText {
    private JobText() {}

    static String of(SubmittedJob job, Optional<String> savepoint) {
        StringBuilder text = new StringBuilder();
        line(text, "job", job.id());
        line(text, "submitted by", job.via().toString());
        line(text, "parallelism", Integer.toString(job.parallelism()));
        line(text, "run id", job.runId());
        savepoint.ifPresent(path -> line(text, "resumed from", path));
        return text.toString();
    }

    static void line(StringBuilder text, String name, String value) {
        text.append(String.format("%-14s %s%n", name, value));
    }
}
