package io.frametag.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frametag.faults.Project;
import io.frametag.hostile.fuzz.Cost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** timm's and transformers' descriptions and a file of labels: three files, with a zero byte between them. */
class HubConfigFuzz {
    /** Jackson's nodes, and ours of them. */
    private static final int BYTES_A_BYTE = 10_000;

    private static final List<String> NAMES =
            List.of(ModelBundle.CONFIG, ModelBundle.PREPROCESSOR, LabelFile.NAMES.get(0));

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10s")
    void aDescriptionIsUnderstoodOrRefusedWithOneSentence(@NotNull byte[] bytes) throws Exception {
        Cost.bounded(bytes.length, BYTES_A_BYTE, () -> parse(split(bytes)));
    }

    private static void parse(List<byte[]> files) throws IOException {
        try {
            ModelSpec spec = HubConfig.parse(new BundleReader(new InMemory(files)));
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

    private static List<byte[]> split(byte[] bytes) {
        List<byte[]> files = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < bytes.length && files.size() < NAMES.size() - 1; i++) {
            if (bytes[i] == 0) {
                files.add(Arrays.copyOfRange(bytes, from, i));
                from = i + 1;
            }
        }
        files.add(Arrays.copyOfRange(bytes, from, bytes.length));
        return files;
    }

    private record InMemory(List<byte[]> files) implements BundleFiles {
        @Override
        public byte[] read(String name) throws IOException {
            int place = NAMES.indexOf(name);
            if (place < 0 || place >= files.size() || files.get(place).length == 0) {
                throw new NoSuchFileException(name);
            }
            return files.get(place);
        }

        @Override
        public String location() {
            return "memory";
        }
    }

    static Stream<byte[]> seeds() throws Exception {
        List<byte[]> seeds = new ArrayList<>();
        new ObjectMapper()
                .readTree(Project.folder()
                        .resolve("job/src/test/resources/io/frametag/reference/bundles.json")
                        .toFile())
                .forEach(bundle -> {
                    var files = bundle.get("files");
                    if (files.has(ModelBundle.CONFIG)) {
                        seeds.add(String.join(
                                        "\0",
                                        NAMES.stream()
                                                .map(name -> files.path(name).asText())
                                                .toList())
                                .getBytes(StandardCharsets.UTF_8));
                    }
                });
        return seeds.stream();
    }
}
