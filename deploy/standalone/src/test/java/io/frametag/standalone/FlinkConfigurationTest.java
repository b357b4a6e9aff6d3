package io.frametag.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.GlobalConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkConfigurationTest {
    @TempDir
    private Path folder;

    @Test
    void flinkReadsWhatIsWritten() throws Exception {
        ClusterSettings settings = ClusterSettings.in(folder).with("state.backend.type", "a: \"b\" # c");

        Map<String, String> written = FlinkConfiguration.write(settings);

        Map<String, String> read = GlobalConfiguration.loadConfiguration(
                        settings.conf().toString())
                .toMap();
        assertThat(read).containsAllEntriesOf(written);
        assertThat(read)
                .containsEntry("state.backend.type", "a: \"b\" # c")
                .containsEntry("classloader.parent-first-patterns.additional", "ai.onnxruntime.;org.bytedeco.");
    }

    @Test
    void everyAddressIsLoopback() throws Exception {
        Map<String, String> written = FlinkConfiguration.write(ClusterSettings.in(folder));

        assertThat(written.entrySet().stream()
                        .filter(option -> option.getKey().matches(".*(address|host)"))
                        .map(Map.Entry::getValue))
                .hasSizeGreaterThanOrEqualTo(6)
                .containsOnly("127.0.0.1");
    }
}
