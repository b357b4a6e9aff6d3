package io.frametag.deploy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code deploy/docker/Dockerfile}, line by line. */
final class Dockerfile {
    static final String FILE = "deploy/docker/Dockerfile";
    private final String text;

    private Dockerfile(String text) {
        this.text = text;
    }

    static Dockerfile read() throws IOException {
        return new Dockerfile(Project.text(FILE).replace("\\\n", " "));
    }

    String text() {
        return text;
    }

    /** The image that a build argument stands for. */
    String image(String argument) {
        return Project.first("^ARG " + argument + "=(\\S+)$", text);
    }

    /** What later stages take from the build, relative to the project's folder. */
    List<String> copiedFromBuild() {
        return Project.all("^COPY --from=build /frametag/(\\S+) \\S+$", text);
    }

    /** The jars that go into Flink's lib/, as the shell's patterns. */
    List<String> nativeJars() {
        List<String> patterns =
                new ArrayList<>(List.of(Project.first("cp ((?:\\S+-\\*\\.jar\\s+)+)/frametag/native/", text)
                        .trim()
                        .split("\\s+")));
        patterns.replaceAll(pattern -> pattern.replace("-*.jar", ""));
        return patterns;
    }

    /** From one FROM to the next. */
    String stage(String name) {
        return Project.first("(?s)^FROM [^\\n]* AS " + name + "\\n(.*?)(?=^FROM |\\z)", text);
    }
}
