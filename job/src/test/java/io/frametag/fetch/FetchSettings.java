package io.frametag.fetch;

import io.frametag.config.FetchConfig;
import io.frametag.config.JobConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What may be fetched, as options say it. */
final class FetchSettings {
    private FetchSettings() {}

    static JobConfig job(String... options) {
        List<String> all = new ArrayList<>(List.of("--bootstrap-servers", "localhost:9092"));
        all.addAll(List.of(options));
        return JobConfig.parse(all.toArray(String[]::new), Map.of());
    }

    static FetchConfig of(String... options) {
        return job(options).fetch().orElseThrow();
    }
}
