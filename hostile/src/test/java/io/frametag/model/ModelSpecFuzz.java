package io.frametag.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.frametag.faults.Project;
import io.frametag.hostile.fuzz.Cost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A bundle's description, which may come from anywhere. */
class ModelSpecFuzz {
    /** The parser's marks, events and nodes. */
    private static final int BYTES_A_BYTE = 10_000;

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10s")
    void aDescriptionIsUnderstoodOrRefusedWithOneSentence(@NotNull byte[] bytes) throws Exception {
        String yml = new String(bytes, StandardCharsets.UTF_8);
        Cost.bounded(bytes.length, BYTES_A_BYTE, () -> parse(yml));
    }

    private static void parse(String yml) {
        try {
            ModelSpec spec = ModelSpec.parse(yml);
            assertThat(spec.name()).isNotNull();
            assertThat(spec.width()).isPositive();
            assertThat(spec.height()).isPositive();
            assertThat(spec.topK()).isPositive();
            assertThat(spec.labels()).isNotEmpty().doesNotContainNull();
            assertThat(spec.normalisation().std()).doesNotContain(0f);
        } catch (BadModelException e) {
            assertThat(e.getMessage()).endsWith(".").doesNotContainPattern("\\p{Cntrl}");
        }
    }

    static Stream<byte[]> seeds() throws Exception {
        return Stream.of(
                Files.readAllBytes(Project.folder().resolve("job/models/pp-lcnet-x0_5-cifar10/inference.yml")));
    }
}
