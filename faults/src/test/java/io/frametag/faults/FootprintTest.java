package io.frametag.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FootprintTest {
    @Test
    void eachMappedFileOfOursCountsOnce(@TempDir Path folder) throws Exception {
        Path maps = folder.resolve("maps");
        Files.writeString(maps, """
                7f01-7f02 r--p 00000000 08:01 11 /tmp/onnxruntime-java1/libonnxruntime.so
                7f02-7f03 r-xp 00001000 08:01 11 /tmp/onnxruntime-java1/libonnxruntime.so
                7f04-7f05 r-xp 00001000 08:01 12 /tmp/onnxruntime-java2/libonnxruntime.so
                7f06-7f07 r-xp 00000000 08:01 13 /root/cache/opencv.jar/libopencv_core.so.413
                7f08-7f09 r-xp 00000000 08:01 14 /lib/libc.so.6
                7f0a-7f0b rw-p 00000000 00:00 0
                """);

        assertThat(Footprint.libraries(maps)).isEqualTo(3);
    }
}
