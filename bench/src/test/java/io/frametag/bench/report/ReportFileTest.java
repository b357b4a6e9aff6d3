package io.frametag.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsReadIsWhatWasWritten() throws Exception {
        ReportFile report = Reports.small();
        report.write(folder);

        assertThat(ReportFile.read(folder.resolve("small.json"))).isEqualTo(report);
    }

    @Test
    void aTableRowIsALine() {
        assertThat(Reports.small().json())
                .contains("\n          [\"480p\",\"4.31\"]")
                .endsWith("}\n");
    }

    @Test
    void aFileThatHoldsSomethingElseIsNamed() throws Exception {
        Path file = folder.resolve("other.json");
        Files.writeString(file, "{\"a\": 1}");

        assertThatThrownBy(() -> ReportFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("other.json holds no results");
    }
}
