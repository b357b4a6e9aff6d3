package io.frametag.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackSamplesTest {
    private static final String TASK = "[Source: image-events -> decode (1/1)#0 tid=7];java/lang/Thread.run;";

    @Test
    void eachSampleFallsIntoOneLayer(@TempDir Path folder) throws Exception {
        Path stacks = folder.resolve("stacks");
        Files.writeString(stacks, """
                %1$sio/frametag/model/Classifier.classify;ai/onnxruntime/OrtSession.run;libonnxruntime.so 60
                %1$sio/frametag/model/Classifier.classify;io/frametag/model/Normaliser.normalise 5
                %1$sio/frametag/image/ImageDecoder.decode;libopencv.so 15
                %1$sorg/apache/flink/streaming/runtime/tasks/StreamTask.processInput 4
                [Source Data Fetcher for Source: image-events tid=8];KafkaConsumer.poll 3
                [kafka-producer-network-thread | producer-1 tid=9];Sender.run 2
                [C2 CompilerThre tid=3];Compile::Optimize 10
                [VM Thread tid=2] 1
                """.formatted(TASK));

        StackSamples samples = StackSamples.read(stacks, 6.0);

        Map<String, Long> percent = Layer.ALL.stream()
                .filter(layer -> samples.share(layer) > 0)
                .collect(Collectors.toMap(Layer::name, layer -> Math.round(100 * samples.share(layer))));
        assertThat(percent)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "inference: ONNX Runtime", 60L,
                        "normalisation, top-k", 5L,
                        "decoding: header, limits, OpenCV", 15L,
                        "Flink: source reader, chain, mailbox", 4L,
                        "Kafka consumer (its own thread)", 3L,
                        "Kafka producer (its own thread)", 2L,
                        "JIT compiler", 10L,
                        "rest of the JVM", 1L));
        assertThat(samples.usefulShare()).isCloseTo(0.8, within(1e-9));
        assertThat(samples.millis(Layer.JIT)).isCloseTo(0.6, within(1e-9));
    }
}
