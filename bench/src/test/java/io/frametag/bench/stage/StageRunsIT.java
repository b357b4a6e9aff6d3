package io.frametag.bench.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.bench.report.Spread;
import io.frametag.bench.stage.StageRuns.Pace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageRunsIT {
    @Test
    void aStageIsTimedAndJmhsTalkIsInTheLog(@TempDir Path folder) throws Exception {
        Path project = Path.of("..").toAbsolutePath().normalize();
        Path log = folder.resolve("jmh.log");
        Stage stage = Stage.of(AvroBenchmark.class, "encodeLabels");
        Map<Stage, Spread> times =
                new StageRuns(project, OptionalInt.empty(), log, new Pace(1, 0, 2, 50)).run(List.of(stage));
        assertThat(times).containsOnlyKeys(stage);
        Spread millis = times.get(stage);
        assertThat(millis.min()).isPositive();
        assertThat(millis.max()).isBetween(millis.min(), 50.0);
        assertThat(log).content().contains("# Benchmark: io.frametag.bench.stage.AvroBenchmark.encodeLabels");
    }
}
