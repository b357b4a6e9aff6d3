package io.frametag.tools.cluster;

import io.frametag.config.ConfigException;
import io.frametag.config.RawOptions;
import io.frametag.tools.CommandFailure;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The job's own options, with what the cluster knows filled in. */
final class JobOptions {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private JobOptions() {}

    /** @throws CommandFailure if no broker is known, or a secret is among the options */
    static List<String> complete(List<String> given, Optional<String> broker, Clock clock) {
        if (value(given, "--parallelism").isPresent()) {
            throw CommandFailure.wrongUse(
                    "Give the parallelism with -p before the --, not as --parallelism behind it: 'scale' changes it.");
        }
        try {
            // They are written down with the cluster, and handed to Flink.
            RawOptions.refuseSecrets(given);
        } catch (ConfigException e) {
            throw CommandFailure.wrongUse(e.getMessage());
        }
        List<String> options = new ArrayList<>(given);
        if (value(given, "--bootstrap-servers").isEmpty()) {
            options.add("--bootstrap-servers");
            options.add(broker.orElseThrow(() -> CommandFailure.wrongUse(
                    "The cluster was started without --kafka: give the job's --bootstrap-servers behind --.")));
        }
        if (value(given, "--run-id").isEmpty()) {
            options.add("--run-id");
            options.add("run-" + TIME.format(clock.instant()) + "-"
                    + Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000, 0x10000)));
        }
        return List.copyOf(options);
    }

    /** @return what follows the option, in either of the forms {@code --name value} and {@code --name=value} */
    static Optional<String> value(List<String> options, String name) {
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).startsWith(name + "=")) {
                return Optional.of(options.get(i).substring(name.length() + 1));
            }
            if (options.get(i).equals(name)) {
                return Optional.of(i + 1 < options.size() ? options.get(i + 1) : "");
            }
        }
        return Optional.empty();
    }
}
