package io.frametag.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Flink distribution holds, as this module's build puts it together.
 *
 * @param lib Flink's jars and the native libraries; every process has all of them on its class path
 * @param plugins one folder each, loaded by Flink apart from each other
 */
public record FlinkHome(Path lib, Path plugins) {
    /**
     * @param project the project's root folder
     * @throws ClusterException if it has not been built
     */
    public static FlinkHome of(Path project) {
        Path home = project.resolve("deploy/standalone/target/flink-home");
        if (!Files.isDirectory(home.resolve("lib"))) {
            throw new ClusterException("There is no Flink home in " + home
                    + ": build it with mvn package -DskipTests -pl deploy/standalone -am.");
        }
        return new FlinkHome(home.resolve("lib"), home.resolve("plugins"));
    }

    /**
     * The jar that is submitted: what a real cluster gets.
     *
     * @param project the project's root folder
     */
    public static Path jobJar(Path project) {
        Path jar = project.resolve("job/target/frametag-job.jar");
        if (!Files.isRegularFile(jar)) {
            throw new ClusterException("There is no " + jar + ": build it with mvn package -DskipTests -pl job -am.");
        }
        return jar;
    }

    /**
     * @param artifact of one of its jars: {@code flink-runtime}
     * @return its version, or {@code unknown} if there is no such jar
     */
    public String version(String artifact) throws IOException {
        // A version begins with a digit: flink-runtime-web is another artifact; linux-x86_64 is a classifier.
        Pattern name = Pattern.compile(Pattern.quote(artifact) + "-(\\d[^a-z]*)\\.jar");
        try (Stream<Path> jars = Files.list(lib)) {
            return jars.map(jar -> name.matcher(jar.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(matcher -> matcher.group(1))
                    .findFirst()
                    .orElse("unknown");
        }
    }

    String classPath() {
        return lib + "/*";
    }
}
