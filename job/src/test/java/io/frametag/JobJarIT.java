package io.frametag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.frametag.BillOfMaterials.Component;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

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
                        "org/apache/kafka/clients/producer/KafkaProducer.class",
                        "org/apache/parquet/hadoop/ParquetWriter.class");
        try (JarFile jar = new JarFile(JAR)) {
            assertThat(jar.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS))
                    .isEqualTo("io.frametag.TaggingJob");
        }
    }

    /** With Avro's own dependencies, one of which a test scope in the pom once took out of the jar. */
    @Test
    void theSchemasAreReadWithNothingButTheJarAndFlinksLogging() throws Exception {
        URL slf4j = Logger.class.getProtectionDomain().getCodeSource().getLocation();
        URL[] urls = {Path.of(JAR).toUri().toURL(), slf4j};
        try (URLClassLoader job = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            Class<?> codec = job.loadClass("io.frametag.schema.SingleObjectCodec");
            assertThat(codec.getClassLoader()).isSameAs(job);
            assertThat(codec.getMethod("imageEvents").invoke(null)).isNotNull();
        }
    }

    @Test
    void whatGoesIntoFlinksLibIsWhatTheJobLooksForThere() throws Exception {
        List<Path> jars = lib();
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            urls.add(jar.toUri().toURL());
        }
        try (URLClassLoader flinksLib =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            assertThatCode(() -> NativeLibraries.check(flinksLib)).doesNotThrowAnyException();
        }
        // Two versions of one jar are left by a build before an upgrade: mvn clean.
        assertThat(jars)
                .as("seven jars, and three of this platform")
                .hasSize(10)
                .extracting(jar -> jar.getFileName().toString().replaceAll("-\\d[\\d.-]*[\\d]", ""))
                .doesNotHaveDuplicates();
    }

    @Test
    void theBillOfMaterialsHasWhatIsInTheJarAndInLib() throws Exception {
        List<Component> shipped = BillOfMaterials.of(JAR).shipped();
        assertThat(shipped)
                .extracting(Component::name)
                .contains("flink-connector-kafka", "kafka-clients", "avro", "snakeyaml-engine", "commons-text");
        for (Path jar : lib()) {
            assertThat(shipped)
                    .as(jar.toString())
                    .anyMatch(component ->
                            jar.getFileName().toString().startsWith(component.name() + "-" + component.version()));
        }
    }

    @Test
    void theThirdPartyNoticesAreThoseOfTheBillOfMaterialsAndInTheJar() throws Exception {
        List<String> libs =
                lib().stream().map(jar -> jar.getFileName().toString()).toList();
        List<String> rows = BillOfMaterials.of(JAR).shipped().stream()
                .map(part -> "| `" + part.id() + "` | " + part.version() + " | " + String.join(" or ", part.licences())
                        + " | "
                        + (libs.contains(part.name() + "-" + part.version() + ".jar") ? "`lib/`" : "job's jar") + " |")
                .toList();
        List<String> page = Files.readAllLines(Path.of("../docs/third-party.md"));
        int rule = page.indexOf("| component | version | licence | where |") + 1;
        assertThat(page.subList(rule + 1, page.size()).stream()
                        .takeWhile(line -> line.startsWith("|"))
                        .toList())
                .isEqualTo(rows);
        assertThat(entries()).contains("META-INF/third-party.md", "META-INF/LICENSE", "META-INF/NOTICE");
    }

    private static List<Path> lib() throws Exception {
        try (Stream<Path> jars = Files.list(Path.of("target/lib"))) {
            return jars.sorted().toList();
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
                .noneMatch(name -> name.startsWith("org/apache/hadoop/"))
                .noneMatch(name -> name.startsWith("org/slf4j/") || name.startsWith("org/apache/logging/"));
    }
}
