package io.frametag.tools.cluster;

import java.util.Locale;

/** How a job gets onto the cluster. */
enum Road {
    /** Uploaded to the JobManager's REST interface, as Flink's web page does. */
    REST,
    /** {@code flink run}. */
    CLI,
    /** The cluster is started for this job alone, and runs its {@code main}. */
    APPLICATION;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
