package io.frametag.bench.report;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Where, with what and when a section was measured.
 *
 * @param processor the model's name
 * @param memoryGibibytes rounded
 * @param system kind and version of the operating system
 * @param commit of the sources, with {@code -dirty} behind it if they differ from it
 * @param date in UTC, as in 2026-11-24
 */
public record Environment(
        String processor,
        int cores,
        long memoryGibibytes,
        String system,
        String java,
        String flink,
        String kafka,
        String onnxRuntime,
        String openCv,
        String commit,
        String date) {
    /** @return the hardware and the operating system, in words */
    @JsonIgnore
    public String machine() {
        return processor + ", " + cores + (cores == 1 ? " core, " : " cores, ") + memoryGibibytes + " GiB, " + system;
    }

    /** @return of everything that was measured, in words */
    @JsonIgnore
    public String versions() {
        return "Java " + java + ", Flink " + flink + ", Kafka " + kafka + ", ONNX Runtime " + onnxRuntime + ", OpenCV "
                + openCv;
    }
}
