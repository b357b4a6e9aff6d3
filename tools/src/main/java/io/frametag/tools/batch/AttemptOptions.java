package io.frametag.tools.batch;

import io.frametag.config.ConfigException;
import io.frametag.config.RawOptions;
import io.frametag.tools.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The job's options for an attempt: those that somebody gave, wherever, and what a batch needs beside them. */
final class AttemptOptions {
    /** Each checkpoint makes a file of each task; what has been done since the last is done again after a kill. */
    private static final String CHECKPOINT_INTERVAL = "1 min";

    private final Map<String, String> given;
    private final List<String> all;

    private AttemptOptions(List<String> options, Map<String, String> environment) {
        try {
            this.given = RawOptions.gather(options.toArray(String[]::new), environment)
                    .options();
        } catch (ConfigException e) {
            throw CommandFailure.wrongUse(e.getMessage());
        }
        this.all = new ArrayList<>(options);
    }

    /**
     * @param environment that of this process
     * @throws CommandFailure for what a batch decides itself
     */
    static List<String> of(RunDescription run, Map<String, String> environment) {
        AttemptOptions options = new AttemptOptions(run.options(), environment);
        options.refuse("parallelism", "give -p");
        options.refuse("run-id", "a run has one of its own, which is in its summary");
        options.add("run-id", run.runId());
        // Not those of the job that tags the stream: the one would go on where the other is, and end its transactions.
        options.unlessGiven("group-id", "frametag-batch-" + run.runId());
        options.unlessGiven("checkpoint-interval", CHECKPOINT_INTERVAL);
        if (!options.has("input-files") && !options.has("bounded")) {
            // A topic ends only for whoever says where.
            options.unlessGiven("until", "latest");
        }
        if (!options.has("output-files")) {
            options.unlessGiven("delivery", "exactly-once");
        }
        if (run.modelSha256() != null) {
            options.unlessGiven("model-sha256", run.modelSha256());
        }
        if (run.overItsOwnOutput()) {
            options.add("only-missing", options.given.get("output-files"));
        }
        return options.all;
    }

    private boolean has(String option) {
        return given.containsKey(option);
    }

    private void unlessGiven(String option, String value) {
        if (!has(option)) {
            add(option, value);
        }
    }

    private void add(String option, String value) {
        all.add("--" + option + "=" + value);
    }

    private void refuse(String option, String instead) {
        if (has(option)) {
            throw CommandFailure.wrongUse("--" + option + " is not for a batch: " + instead + ".");
        }
    }
}
