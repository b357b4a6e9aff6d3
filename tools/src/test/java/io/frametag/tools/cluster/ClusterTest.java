package io.frametag.tools.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.tools.ExitCodes;
import io.frametag.tools.Frametag;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is refused before anything is started. */
class ClusterTest {
    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"status", "savepoint", "stop", "submit", "scale 2", "upgrade --jar x.jar"})
    void withoutAClusterTheOneSentenceSaysSo(String command) {
        assertThat(run(command)).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString().strip())
                .isEqualTo("frametag: No cluster is running in " + folder + ": start one with 'cluster start'.");
    }

    @ParameterizedTest
    @CsvSource({
        "start --slots 0, --slots must be 1 to 1000",
        "start --taskmanagers -1, --taskmanagers must be 1 to 1000",
        "start -p 2, with 'cluster submit'",
        "start --kafka --page-port 8080, --page-port is the page's: give --page",
        "start --application -p 3, Parallelism 3 needs as many slots",
        "submit --via ssh, --via is 'ssh': give rest or cli.",
        "submit --via application, cluster start --application",
        "submit -p 0, -p must be 1 or more",
        "scale 0, must be 1 or more"
    })
    void wrongUseIsNamed(String command, String sentence) {
        assertThat(run(command)).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).startsWith("frametag: ").contains(sentence).hasLineCount(1);
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            System.setProperty("frametag.home", "..");
            try {
                assertThat(run("start --port " + taken.getLocalPort())).isEqualTo(ExitCodes.FAILED);
            } finally {
                System.clearProperty("frametag.home");
            }
            assertThat(err.toString()).contains("Port " + taken.getLocalPort() + " is in use");
        }
    }

    private int run(String command) {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.addAll(0, List.of("cluster"));
        words.addAll(List.of("--folder", folder.toString()));
        return Frametag.commandLine()
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(words.toArray(String[]::new));
    }
}
