package io.frametag.frames;

import io.frametag.config.ConfigException;
import io.frametag.config.JobConfig;
import io.frametag.config.SegmentsConfig;
import io.frametag.model.BadModelException;
import io.frametag.model.ModelBundle;
import io.frametag.pipeline.ModelReference;
import io.frametag.tools.CommandFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The job whose segments are measured.
 *
 * @param options as on its command line
 * @param segments what of them decides about segments
 */
record MeasuredJob(List<String> options, SegmentsConfig segments, ModelBundle model) {
    /** With others there would not be a label for each frame. */
    private static final Set<String> SETTLED = Set.of("emit", "bounded", "overload");

    /**
     * @param given options of the job, without the dashes
     * @throws CommandFailure if one is wrong, or the model cannot be used
     */
    static MeasuredJob of(Map<String, String> given) {
        List<String> options = new ArrayList<>(List.of("--emit", "both"));
        given.forEach((key, value) -> {
            if (SETTLED.contains(key)) {
                throw CommandFailure.wrongUse("--option " + key + " is settled here: leave it out.");
            }
            options.addAll(List.of("--" + key, value));
        });
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("--bootstrap-servers", "localhost:9092"));
        try {
            JobConfig config = JobConfig.parse(all.toArray(String[]::new), Map.of());
            return new MeasuredJob(
                    options,
                    config.segments(),
                    ModelReference.to(config.model()).load());
        } catch (ConfigException e) {
            throw CommandFailure.wrongUse(e.getMessage());
        } catch (BadModelException | IOException e) {
            throw CommandFailure.wrongUse("--option model: " + e.getMessage());
        }
    }

    /** @throws CommandFailure if something is shown that the model does not know */
    void requireKnown(List<ShownStream> streams) {
        for (ShownStream stream : streams) {
            for (PlannedShot planned : stream.plan().first(stream.shots())) {
                if (!model.spec().labels().contains(planned.shot().label())) {
                    throw CommandFailure.wrongUse(planned.shot().photo() + " would have the label '"
                            + planned.shot().label()
                            + "', which the model does not know: name its folder, or the photo up to the first - or _,"
                            + " after one of the model's labels.");
                }
            }
        }
    }

    /** @return model and thresholds in a line */
    String inWords() {
        return String.format(
                Locale.ROOT,
                "%s %s; segments on at %s and off at %s, smoothed by %d ms, at least %d ms",
                model.id().name(),
                model.id().version(),
                segments.on(),
                segments.off(),
                segments.smoothing().toMillis(),
                segments.minTime().toMillis());
    }
}
