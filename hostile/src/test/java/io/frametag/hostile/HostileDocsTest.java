package io.frametag.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.faults.Project;
import io.frametag.hostile.image.FrameFormat;
import io.frametag.hostile.image.Mutation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/hostile.md} says is what there is. */
class HostileDocsTest {
    private static final Path PAGE = Project.folder().resolve("docs/hostile.md");

    @Test
    void theTablesHaveEveryMutationAndEveryFormat() throws Exception {
        String page = Files.readString(PAGE);
        for (Mutation mutation : Mutation.values()) {
            assertThat(page).contains("\n| " + mutation.title() + " |");
        }
        for (FrameFormat format : FrameFormat.values()) {
            assertThat(page).contains("\n| " + format.title() + " |");
        }
    }

    @Test
    void everyFuzzTestIsNamed() throws Exception {
        String page = Files.readString(PAGE);
        try (Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
            assertThat(tests.map(test -> test.getFileName().toString())
                            .filter(name -> name.endsWith("Fuzz.java"))
                            .map(name -> name.replace(".java", "")))
                    .hasSizeGreaterThan(3)
                    .allSatisfy(name -> assertThat(page).contains("\n| `" + name + "` |"));
        }
    }
}
