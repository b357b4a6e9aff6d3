package io.frametag.bench.models;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frametag.bench.BenchFailure;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where ONNX Runtime's own profiler says that the time of a run goes. */
final class OperatorProfile {
    private static final String NODE_TIME = "_kernel_time";
    private static final int RUNS = 200;
    private static final int PIXELS = 3 * 224 * 224;

    private OperatorProfile() {}

    /**
     * @param folder for the profiler's file
     * @return for each kind of operation, the microseconds of a run, the dearest first; of each operation's times the
     *     slowest quarter is left out
     */
    static Map<String, Double> of(Path graph, Path folder) throws IOException {
        JsonNode events = new ObjectMapper()
                .readTree(profile(graph, Files.createDirectories(folder)).toFile());
        Map<String, List<Double>> times = new TreeMap<>();
        Map<String, String> kinds = new TreeMap<>();
        for (JsonNode event : events) {
            String name = event.path("name").asText();
            if (name.endsWith(NODE_TIME)) {
                times.computeIfAbsent(name, any -> new ArrayList<>())
                        .add(event.path("dur").asDouble());
                kinds.put(name, kind(event.path("args")));
            }
        }
        Map<String, Double> sums = new TreeMap<>();
        times.forEach((name, durations) -> sums.merge(kinds.get(name), typical(durations), Double::sum));
        Map<String, Double> ordered = new LinkedHashMap<>();
        sums.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(sum -> ordered.put(sum.getKey(), sum.getValue()));
        return ordered;
    }

    private static Path profile(Path graph, Path folder) throws IOException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            options.enableProfiling(folder.resolve("profile").toString());
            try (OrtSession session = environment.createSession(Files.readAllBytes(graph), options);
                    OnnxTensor image = OnnxTensor.createTensor(
                            environment, FloatBuffer.allocate(PIXELS), new long[] {1, 3, 224, 224})) {
                String input = session.getInputNames().iterator().next();
                for (int run = 0; run < RUNS; run++) {
                    session.run(Map.of(input, image)).close();
                }
                return Path.of(session.endProfiling());
            }
        } catch (OrtException e) {
            throw new BenchFailure("ONNX Runtime cannot profile " + graph + ": " + e.getMessage(), e);
        }
    }

    private static String kind(JsonNode args) {
        String operator = args.path("op_name").asText();
        if (!operator.equals("Conv")) {
            return operator;
        }
        JsonNode weights = args.path("input_type_shape").path(1).path("float");
        if (weights.path(1).asInt() == 1) {
            return "Conv, depthwise";
        }
        return weights.path(2).asInt() == 1 ? "Conv, pointwise" : "Conv, first";
    }

    private static double typical(List<Double> durations) {
        return durations.stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .limit(Math.max(1, durations.size() * 3L / 4))
                .average()
                .orElseThrow();
    }
}
