package io.frametag.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.tools.ExitCodes;
import io.frametag.tools.Frametag;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void anUnknownExperimentIsRefusedWithThoseThatThereAre() {
        assertThat(execute("--only", "job-and-loop", "--only", "nothing")).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains("There is no experiment 'nothing'. There are job-and-loop, ");
    }

    @Test
    void quickFiguresDoNotGoIntoTheDocuments() {
        assertThat(execute("--docs")).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains("--full");
    }

    @Test
    void aReportMeasuresNothing() {
        assertThat(execute("--report", "--full")).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains("give it alone");
    }

    @Test
    void theListNamesEveryExperimentAndItsQuestion() {
        assertThat(execute("--list")).isEqualTo(ExitCodes.OK);
        for (Experiment experiment : Experiments.all()) {
            assertThat(out.toString()).contains(experiment.name()).contains(experiment.question());
        }
    }

    private int execute(String... options) {
        CommandLine commandLine = Frametag.commandLine()
                .addSubcommand(new Bench())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        String[] arguments = new String[options.length + 1];
        arguments[0] = "bench";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return commandLine.execute(arguments);
    }
}
