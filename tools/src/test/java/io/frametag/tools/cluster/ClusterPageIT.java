package io.frametag.tools.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.frametag.tools.ExitCodes;
import io.frametag.tools.Frametag;
import io.frametag.tools.page.PageReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that is started with a page. */
@Timeout(180)
class ClusterPageIT {
    @TempDir
    private Path folder;

    private List<StartedProcess> processes = List.of();

    @BeforeEach
    void setHome() {
        System.setProperty(
                "frametag.home", Path.of("..").toAbsolutePath().normalize().toString());
    }

    @AfterEach
    void stopWhatIsLeft() throws Exception {
        System.clearProperty("frametag.home");
        for (StartedProcess process : processes) {
            process.stop();
        }
    }

    private String cluster(int status, String... arguments) {
        StringWriter out = new StringWriter();
        String[] line = Stream.concat(
                        Stream.of("cluster", arguments[0], "--folder", folder.toString()),
                        Stream.of(arguments).skip(1))
                .toArray(String[]::new);
        assertThat(Frametag.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(out))
                        .execute(line))
                .as(out.toString())
                .isEqualTo(status);
        return out.toString();
    }

    @Test
    void thePageIsAProcessOfTheClusterAndEndsWithIt() throws Exception {
        assertThat(cluster(ExitCodes.WRONG_USE, "start", "--page"))
                .contains("--page is for the Kafka that --kafka starts");
        String started = cluster(ExitCodes.OK, "start", "--kafka", "--page", "--slots", "1");
        ClusterState state =
                new ObjectMapper().readValue(folder.resolve("cluster.json").toFile(), ClusterState.class);
        processes = state.processes();
        assertThat(started).contains("live page      " + state.page());
        assertThat(processes)
                .extracting(StartedProcess::name)
                .containsExactly("page-1", "broker-1", "jobmanager-1", "taskmanager-1");
        assertThat(new PageReader(state.page())
                        .snapshot(now -> now.path("troubles").isEmpty()))
                .isNotNull();
        assertThat(cluster(ExitCodes.OK, "status")).contains("live page      " + state.page());
        assertThat(cluster(ExitCodes.OK, "stop")).contains("Stopped 4 processes");
        assertThat(processes).noneMatch(StartedProcess::isAlive);
    }
}
