package io.frametag;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.frametag.pipeline.TallyNames;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobExecutionResult;

/**
 * What a run did that has come to its end.
 *
 * @param input what was read, in words
 * @param rejected how many, by reason
 * @param answeredBefore inputs that were passed over, since an earlier output has them
 * @param time since the job was submitted, or was submitted again on its state
 * @param restored whether the counts hold frames of earlier attempts, whose time is not known
 */
public record RunReport(
        String runId,
        String input,
        long labelled,
        SortedMap<String, Long> rejected,
        long shed,
        long answeredBefore,
        Duration time,
        boolean restored) {

    private static final double NANOS = 1e9;

    public RunReport {
        rejected = new TreeMap<>(rejected);
    }

    /** @param result of a job that was waited for and whose outcomes were counted */
    public static RunReport of(JobExecutionResult result, String runId, String input, boolean restored) {
        Map<String, Object> counts = result.getAllAccumulatorResults();
        SortedMap<String, Long> rejected = new TreeMap<>();
        counts.forEach((name, count) -> {
            if (name.startsWith(TallyNames.REJECTED)) {
                rejected.put(name.substring(TallyNames.REJECTED.length()), (Long) count);
            }
        });
        return new RunReport(
                runId,
                input,
                (Long) counts.getOrDefault(TallyNames.LABELLED, 0L),
                rejected,
                (Long) counts.getOrDefault(TallyNames.SHED, 0L),
                (Long) counts.getOrDefault(TallyNames.ANSWERED_BEFORE, 0L),
                Duration.ofMillis(result.getNetRuntime(TimeUnit.MILLISECONDS)),
                restored);
    }

    /** Frames with an outcome of any kind. */
    public long read() {
        return labelled + rejectedInAll() + shed;
    }

    public long rejectedInAll() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    /** @return empty if it is not known, or there was no time */
    public OptionalDouble framesPerSecond() {
        return restored || time.isZero() ? OptionalDouble.empty() : OptionalDouble.of(read() / seconds());
    }

    private double seconds() {
        return time.toNanos() / NANOS;
    }

    /** For people: one line. */
    public String sentence() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                restored ? "%,d frames, the last %.2f s of it since the job was restored" : "%,d frames in %.2f s",
                read(),
                seconds()));
        framesPerSecond().ifPresent(rate -> text.append(String.format(Locale.ROOT, ": %,.1f frames/s", rate)));
        text.append(String.format(Locale.ROOT, " (%,d labelled, %,d rejected", labelled, rejectedInAll()));
        if (!rejected.isEmpty()) {
            text.append(rejected.entrySet().stream()
                    .map(reason -> String.format(Locale.ROOT, "%,d %s", reason.getValue(), reason.getKey()))
                    .collect(Collectors.joining(", ", ": ", "")));
        }
        if (shed > 0) {
            text.append(String.format(Locale.ROOT, ", %,d shed", shed));
        }
        text.append(')');
        if (answeredBefore > 0) {
            text.append(String.format(Locale.ROOT, "; %,d more had an outcome before", answeredBefore));
        }
        return "Run " + runId + " of " + input + ": " + text;
    }

    /** For programs: one object. */
    public ObjectNode json() {
        ObjectNode json = JsonMapper.builder().build().createObjectNode();
        json.put("runId", runId)
                .put("input", input)
                .put("read", read())
                .put("labelled", labelled)
                .put("rejected", rejectedInAll());
        ObjectNode reasons = json.putObject("reasons");
        rejected.forEach(reasons::put);
        json.put("shed", shed).put("answeredBefore", answeredBefore).put("seconds", seconds());
        framesPerSecond()
                .ifPresentOrElse(rate -> json.put("framesPerSecond", rate), () -> json.putNull("framesPerSecond"));
        return json.put("restored", restored);
    }
}
