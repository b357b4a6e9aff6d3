package io.frametag.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkHomeTest {
    @Test
    void aJarTellsItsVersion(@TempDir Path lib) throws Exception {
        for (String jar : new String[] {
            "flink-runtime-web-9.jar",
            "flink-runtime-2.3.0.jar",
            "opencv-4.13.0-1.5.13-linux-x86_64.jar",
            "opencv-4.13.0-1.5.13.jar"
        }) {
            Files.createFile(lib.resolve(jar));
        }
        FlinkHome home = new FlinkHome(lib, lib);

        assertThat(home.version("flink-runtime")).isEqualTo("2.3.0");
        assertThat(home.version("opencv")).isEqualTo("4.13.0-1.5.13");
        assertThat(home.version("onnxruntime")).isEqualTo("unknown");
    }
}
