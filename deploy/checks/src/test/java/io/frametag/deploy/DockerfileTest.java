package io.frametag.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.TaggingJob;
import io.frametag.tools.Frametag;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DockerfileTest {
    private final Dockerfile dockerfile;

    DockerfileTest() throws IOException {
        dockerfile = Dockerfile.read();
    }

    @Test
    void imagesArePinnedAndFlinksIsThePoms() throws IOException {
        assertThat(dockerfile.image("FLINK_IMAGE")).isEqualTo("flink:" + Project.version("flink.version") + "-java17");
        assertThat(dockerfile.image("MAVEN_IMAGE")).matches("maven:\\d+\\.\\d+\\.\\d+-eclipse-temurin-17");
        assertThat(dockerfile.image("JRE_IMAGE")).matches("eclipse-temurin:17\\.\\d+\\.\\d+_\\d+-jre-\\w+");
        assertThat(Project.all("^FROM (?:--platform=\\S+ )?(\\S+) AS", dockerfile.text()))
                .containsExactly("${MAVEN_IMAGE}", "${FLINK_IMAGE}", "${JRE_IMAGE}");
    }

    @Test
    void whatIsCopiedExistsOrIsBuilt() throws IOException {
        String jobJar = "job/target/"
                + Project.first(
                        "<outputFile>\\$\\{project\\.build\\.directory}/([^<]+)</", Project.text("job/pom.xml"));
        String toolsJar =
                "tools/target/" + Project.first("<finalName>([^<]+)</", Project.text("tools/pom.xml")) + ".jar";
        assertThat(Project.text("tools/pom.xml"))
                .contains("<outputDirectory>${project.build.directory}/lib</outputDirectory>");
        List<String> built = List.of("native/", jobJar, toolsJar, "tools/target/lib/");
        assertThat(dockerfile.copiedFromBuild()).containsAll(built);
        assertThat(dockerfile.copiedFromBuild())
                .filteredOn(source -> !built.contains(source))
                .isNotEmpty()
                .allSatisfy(source -> assertThat(Project.path(source)).exists());
        assertThat(dockerfile.text()).contains("-pl job,tools -am package");
    }

    @Test
    void theJobFindsEveryLibraryThatItAsksForInFlinksFolder() throws Exception {
        assertThat(missingWithout(dockerfile.nativeJars()))
                .containsExactlyInAnyOrderElementsOf(dockerfile.nativeJars());
    }

    @Test
    void nativeLibrariesCoverBothPlatforms() {
        assertThat(dockerfile.text())
                .contains("amd64 | x86_64) platform=linux-x86_64", "arm64 | aarch64) platform=linux-arm64");
        assertThat(List.of("opencv", "openblas", "javacpp"))
                .allSatisfy(name -> assertThat(classPath().filter(jar -> isOf(jar, name)))
                        .as(name + ": the classes, and the platform's library")
                        .hasSize(2));
    }

    @Test
    void theImagesRunWithoutRights() {
        assertThat(dockerfile.stage("job")).contains("\nUSER 9999:9999\n", "chown 9999:9999 /checkpoints");
        assertThat(dockerfile.stage("tools")).contains("\nUSER 10001:10001\n");
        assertThat(dockerfile.stage("tools"))
                .contains(
                        "ENTRYPOINT [\"java\", \"-Dframetag.home=/frametag\", \"-jar\", \"/frametag/tools/target/frametag-tools.jar\"]");
        assertThat(Frametag.class.getName()).isEqualTo(mainClass());
    }

    @Test
    void theExposedPortsAreTheConfigurations() throws IOException {
        Map<String, String> settings = FlinkConfigFiles.image();
        assertThat(Project.first("^EXPOSE (.*)$", dockerfile.stage("job")).split(" "))
                .containsExactlyInAnyOrderElementsOf(settings.entrySet().stream()
                        .filter(setting -> setting.getKey().endsWith(".port"))
                        .map(Map.Entry::getValue)
                        .toList());
    }

    @Test
    void flinksConfigurationIsTheOneForAnyCluster() throws IOException {
        Map<String, String> image = FlinkConfigFiles.image();
        assertThat(image).containsAllEntriesOf(FlinkConfigFiles.everywhere());
        assertThat(image.get("env.java.opts.taskmanager"))
                .startsWith(FlinkConfigFiles.anyCluster().get("env.java.opts.taskmanager"));
        FlinkOptions.assertKnown(image);
        FlinkOptions.assertKnown(FlinkConfigFiles.anyCluster());
    }

    @Test
    void theBuildSeesEveryModule() throws IOException {
        List<String> ignored = Files.readAllLines(Project.path(".dockerignore")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        assertThat(ignored).contains("**/target", ".git");
        assertThat(Project.all("<module>([^<]+)</module>", Project.text("pom.xml")))
                .allSatisfy(
                        module -> assertThat(ignored).noneMatch(pattern -> (module + "/").startsWith(pattern + "/")));
        assertThat(ignored).doesNotContain(".mvn", "pom.xml", "deploy", "deploy/docker", "deploy/local");
    }

    /** What the job says at start when none of these jars is there. */
    private static List<String> missingWithout(List<String> jars) throws Exception {
        Map<String, URL> rest = new LinkedHashMap<>();
        for (Path entry : classPath().toList()) {
            // The tools' jar names all of them in its manifest.
            if (jars.stream().noneMatch(jar -> isOf(entry, jar)) && !entry.endsWith("frametag-tools.jar")) {
                rest.put(entry.toString(), entry.toUri().toURL());
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(rest.values().toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> job = loader.loadClass(TaggingJob.class.getName());
            // Flink looks for its services there.
            ClassLoader before = Thread.currentThread().getContextClassLoader();
            Thread.currentThread().setContextClassLoader(loader);
            try {
                job.getMethod("main", String[].class)
                        .invoke(null, (Object) new String[] {"--bootstrap-servers", "kafka:9092"});
            } catch (InvocationTargetException e) {
                assertThat(e.getCause()).hasMessageStartingWith("Missing on the class path: ");
                return List.of(
                        Project.first(": ([^.]+)\\.", e.getCause().getMessage()).split(", "));
            } finally {
                Thread.currentThread().setContextClassLoader(before);
            }
        }
        throw new AssertionError("The job started without its native libraries");
    }

    private static boolean isOf(Path entry, String artifact) {
        return String.valueOf(entry.getFileName()).matches(artifact + "-\\d.*\\.jar");
    }

    private static Stream<Path> classPath() {
        // Surefire hands the class path over in a jar's manifest and keeps the list here.
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(path.split(File.pathSeparator)).map(Path::of);
    }

    private static String mainClass() {
        try {
            return Project.first("<mainClass>([^<]+)</", Project.text("tools/pom.xml"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
