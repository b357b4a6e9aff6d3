package io.frametag.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class FrametagTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine commandLine = Frametag.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));

    @Test
    void helpNamesEveryCommandAndExitStatusOnStandardOutput() {
        assertThat(commandLine.execute("--help")).isEqualTo(ExitCodes.OK);
        assertThat(out.toString()).contains("quickstart", "send", "Exit status:", "wrong use", "something failed");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aCommandsHelpHasItsOptionsAndExamples() {
        assertThat(commandLine.execute("quickstart", "--help")).isEqualTo(ExitCodes.OK);
        assertThat(out.toString()).contains("--frames", "--model", "--json", "Examples:", "Exit status:");
    }

    @Test
    void noCommandIsWrongUse() {
        assertThat(commandLine.execute()).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).startsWith("Name a command.").contains("Usage: frametag");
    }

    @Test
    void aMisspeltCommandIsWrongUseAndTheNearestIsNamed() {
        assertThat(commandLine.execute("quickstat")).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains("'quickstat'", "Did you mean", "quickstart");
    }

    @Test
    void aWrongOptionIsOneSentenceAndWhereToReadOn() {
        assertThat(commandLine.execute("quickstart", "--repeat", "often")).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString().lines())
                .containsExactly(
                        "Invalid value for option '--repeat': 'often' is not an int",
                        "'frametag quickstart --help' lists the options.");
    }

    @Test
    void aMissingFolderIsOneSentence(@TempDir Path folder) {
        Path missing = folder.resolve("none");
        assertThat(commandLine.execute("quickstart", "--frames", missing.toString()))
                .isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString().strip()).isEqualTo("frametag: There is no folder " + missing + ".");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void anExpectedFailureIsItsMessageAlone() {
        assertThat(failing(CommandFailure.failed("Kafka is away.", null))).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString().strip()).isEqualTo("frametag: Kafka is away.");
    }

    @Test
    void anUnexpectedFailureSaysHowToSeeItsTrace() {
        assertThat(failing(new IllegalStateException("odd"))).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString())
                .startsWith("frametag: java.lang.IllegalStateException: odd")
                .contains("--stacktrace")
                .doesNotContain("\tat ");
    }

    @Test
    void theTraceIsShownWhenItIsAskedForBehindTheCommand() {
        assertThat(failing(new IllegalStateException("odd"), "--stacktrace")).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString()).contains("\tat ");
    }

    private int failing(Exception failure, String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "fail";
        System.arraycopy(options, 0, arguments, 1, options.length);
        // Set again, since a command that is added later has its own.
        return commandLine
                .addSubcommand(new Fail(failure))
                .setErr(new PrintWriter(err))
                .setColorScheme(commandLine.getColorScheme())
                .execute(arguments);
    }

    @Command(name = "fail")
    private static final class Fail implements Callable<Integer> {
        private final Exception failure;

        Fail(Exception failure) {
            this.failure = failure;
        }

        @Override
        public Integer call() throws Exception {
            throw failure;
        }
    }
}
