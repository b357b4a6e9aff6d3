package io.frametag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What the cluster gets. */
class JobJarIT {
    private static final String JAR = "target/frametag-job.jar";

    private static List<String> entries() throws Exception {
        try (JarFile jar = new JarFile(JAR)) {
            return jar.stream().map(Object::toString).toList();
        }
    }

    @Test
    void itHoldsTheJobItsModelAndItsConnector() throws Exception {
        assertThat(entries())
                .contains(
                        "io/frametag/TaggingJob.class",
                        "io/frametag/schema/ImageEvent.class",
                        "io/frametag/schema/released/image-event/v1.avsc",
                        "models/pp-lcnet-x0_5-cifar10/inference.onnx",
                        "models/pp-lcnet-x0_5-cifar10/inference.yml",
                        "org/apache/flink/connector/kafka/sink/KafkaSink.class",
                        "org/apache/kafka/clients/producer/KafkaProducer.class");
        try (JarFile jar = new JarFile(JAR)) {
            assertThat(jar.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS))
                    .isEqualTo("io.frametag.TaggingJob");
        }
    }

    @Test
    void itHoldsNoNativeCodeNoFlinkAndNoBroker() throws Exception {
        assertThat(entries())
                .noneMatch(name -> name.matches(".*\\.(so|dll|dylib|jnilib)(\\.\\d+)*"))
                .noneMatch(name -> name.startsWith("ai/onnxruntime/") || name.startsWith("org/bytedeco/"))
                .noneMatch(name -> name.startsWith("org/apache/flink/streaming/api/")
                        || name.startsWith("org/apache/flink/runtime/"))
                .noneMatch(name -> name.startsWith("io/frametag/local/") || name.startsWith("io/frametag/tools/"))
                .noneMatch(name -> name.startsWith("kafka/server/") || name.startsWith("org/apache/kafka/controller/"))
                .noneMatch(name -> name.startsWith("org/slf4j/") || name.startsWith("org/apache/logging/"));
    }
}
