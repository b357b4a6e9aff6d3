package io.frametag.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkedSectionTest {
    @TempDir
    private Path folder;

    @Test
    void onlyWhatIsBetweenTheMarkersIsReplaced() throws Exception {
        Path file = folder.resolve("page.md");
        Files.writeString(file, "before\n<!-- faults: begin -->\nold\n<!-- faults: end -->\nafter\n");

        new MarkedSection("faults").replace(file, "new\n");

        assertThat(file).hasContent("before\n<!-- faults: begin -->\nnew\n<!-- faults: end -->\nafter\n");
    }

    @Test
    void whatIsBetweenTheMarkersIsReadAsItWasPutThere() throws Exception {
        Path file = folder.resolve("page.md");
        Files.writeString(file, "before\n<!-- faults: begin -->\nold\n<!-- faults: end -->\nafter\n");
        MarkedSection section = new MarkedSection("faults");
        section.replace(file, "new\n\nnotes\n");

        assertThat(section.read(file)).isEqualTo("new\n\nnotes\n");
    }

    @Test
    void aFileWithoutMarkersIsRefusedAndLeftAlone() throws Exception {
        Path file = folder.resolve("page.md");
        Files.writeString(file, "nothing");

        assertThatThrownBy(() -> new MarkedSection("faults").replace(file, "new"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("<!-- faults: begin -->");
        assertThat(file).hasContent("nothing");
    }
}
