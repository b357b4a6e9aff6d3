package io.frametag.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.frametag.hostile.fuzz.Cost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.provider.MethodSource;

/** The file that {@code --config} names. */
class OptionsFileFuzz {
    /** The parser's marks, events and nodes. */
    private static final int BYTES_A_BYTE = 10_000;

    private Path yaml;
    private Path properties;

    @BeforeEach
    void makeFiles() throws Exception {
        yaml = Files.createTempFile("options", ".yaml");
        properties = Files.createTempFile("options", ".properties");
    }

    @AfterEach
    void deleteFiles() throws Exception {
        Files.delete(yaml);
        Files.delete(properties);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10s")
    void aFileHoldsOptionsOrIsRefused(@NotNull byte[] bytes) throws Exception {
        for (Path file : new Path[] {yaml, properties}) {
            Files.write(file, bytes);
            Cost.bounded(bytes.length, BYTES_A_BYTE, () -> gather(file));
        }
    }

    private static void gather(Path file) {
        try {
            RawOptions options = RawOptions.gather(new String[] {"--config", file.toString()}, Map.of());
            assertThat(options.options()).doesNotContainValue(null);
            assertThat(options.kafka()).doesNotContainValue(null);
        } catch (ConfigException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "bootstrap-servers: kafka:9092\nformats: [jpeg, png]\nmax-pixels: 1e6\nkafka:\n  acks: all\n",
                        "bootstrap-servers=kafka\\u003a9092\nkafka.security.protocol: SSL\n",
                        "input-topik: x\n")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }
}
