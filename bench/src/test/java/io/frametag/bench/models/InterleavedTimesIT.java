package io.frametag.bench.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.bench.BenchFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterleavedTimesIT {
    private static final InterleavedTimes TIMES = new InterleavedTimes(1, OptionalInt.empty(), 2, 1);

    @Test
    void everyGraphHasATimeForEachRound(@TempDir Path folder) throws Exception {
        List<Path> graphs = List.of(
                Path.of("models/ablation/base.onnx"), Path.of("../job/models/untrained/pp-lcnet-x0_25-untrained.onnx"));
        assertThat(TIMES.measure(graphs, folder))
                .containsOnlyKeys("base.onnx", "pp-lcnet-x0_25-untrained.onnx")
                .allSatisfy((graph, millis) -> assertThat(millis).hasSize(2).allMatch(time -> time > 0));
    }

    @Test
    void whoeverFailsNamesTheLog(@TempDir Path folder) throws Exception {
        Path graph = Files.writeString(folder.resolve("damaged.onnx"), "no graph");
        assertThatThrownBy(() -> TIMES.measure(List.of(graph), folder))
                .isInstanceOf(BenchFailure.class)
                .hasMessageContaining("times-1.log");
        assertThat(folder.resolve("times-1.log")).content().contains("damaged.onnx");
    }
}
