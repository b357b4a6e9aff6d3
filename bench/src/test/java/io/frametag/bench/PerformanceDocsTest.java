package io.frametag.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PerformanceDocsTest {
    @Test
    void theDocumentIsWhatItsResultsSay() throws Exception {
        PerformanceDocs docs =
                new PerformanceDocs(Path.of("..").toAbsolutePath().normalize());
        assumeTrue(docs.exist(), "Nothing has been measured yet.");

        assertThat(Files.readString(docs.document()))
                .as("made by deploy/frametag bench --report")
                .isEqualTo(docs.markdown());
    }
}
