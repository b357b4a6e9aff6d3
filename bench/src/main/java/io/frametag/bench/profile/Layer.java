package io.frametag.bench.profile;

import java.util.List;

/**
 * A part of the system that a sample can fall into.
 *
 * @param useful whether the plain loop does this too
 * @param thread what the sampled thread's name contains, or empty
 * @param frames one of these is in the stack, or none is asked for
 */
record Layer(String name, boolean useful, String thread, List<String> frames) {
    static final Layer JIT = new Layer("JIT compiler", false, "CompilerThre", List.of());

    /** Each sample belongs to the first that it fits. */
    static final List<Layer> ALL = List.of(
            new Layer("Kafka consumer (its own thread)", false, "Data Fetcher", List.of()),
            task("inference: ONNX Runtime", true, "OrtSession.run"),
            task("normalisation, top-k", true, "Classifier.classify"),
            task("decoding: header, limits, OpenCV", true, "ImageDecoder.decode"),
            task("resize, crop, BGR to RGB", true, "Preprocessor.rgb"),
            task("Avro: image event", false, "SingleObjectCodec.decode"),
            task("Avro: labels", false, "SingleObjectCodec.encode"),
            task("hand-over to the producer, and its records", false, "KafkaWriter.write"),
            new Layer("Flink: source reader, chain, mailbox", false, "Source: ", List.of()),
            new Layer("Kafka producer (its own thread)", false, "kafka-producer-network-thread", List.of()),
            JIT,
            new Layer("Flink: timers, RPC, metrics", false, "flink", List.of()),
            new Layer("rest of the JVM", false, "", List.of()));

    /** On the task's thread, and the plain loop's. */
    private static Layer task(String name, boolean useful, String frame) {
        return new Layer(name, useful, "", List.of(frame));
    }

    /** @param stack {@code [thread];outermost;..;innermost} */
    boolean has(String stack) {
        int end = stack.indexOf(';');
        String sampled = end < 0 ? stack : stack.substring(0, end);
        return sampled.contains(thread) && (frames.isEmpty() || frames.stream().anyMatch(stack::contains));
    }
}
