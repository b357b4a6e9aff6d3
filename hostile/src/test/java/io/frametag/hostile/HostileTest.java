package io.frametag.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.tools.ExitCodes;
import io.frametag.tools.Frametag;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HostileTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine commandLine = Frametag.commandLine()
            .addSubcommand(new Hostile())
            .addSubcommand(new Soak())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));

    @TempDir
    private Path folder;

    @Test
    void anImageIsWrittenAgainFromItsSeedAndNumber() throws Exception {
        Path one = folder.resolve("one.jpg");
        Path other = folder.resolve("other.jpg");

        assertThat(commandLine.execute("hostile", "--seed", "6", "--write", "1", one.toString()))
                .isEqualTo(ExitCodes.OK);
        assertThat(commandLine.execute("hostile", "--seed", "6", "--write", "1", other.toString()))
                .isEqualTo(ExitCodes.OK);

        assertThat(out.toString()).contains("JPEG, baseline; 1 to 16 bits flipped; sent as image/jpeg");
        assertThat(Files.readAllBytes(one)).isEqualTo(Files.readAllBytes(other)).hasSizeGreaterThan(500);
    }

    @Test
    void writingWithoutASeedIsWrongUse() {
        assertThat(commandLine.execute("hostile", "--write", "1", "x")).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString().strip()).endsWith("--write needs the --seed of the run that named the image.");
    }

    @Test
    void aPageWithoutThePlaceForTheTableIsRefusedBeforeAnythingIsStarted() throws Exception {
        Path page = Files.writeString(folder.resolve("page.md"), "nothing");

        assertThat(commandLine.execute("hostile", "--table", page.toString())).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(commandLine.execute("soak", "--table", page.toString())).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains("<!-- hostile: begin -->", "<!-- soak: begin -->");
    }

    @Test
    void aTableOfSomePassesOnlyIsRefused() throws Exception {
        Path page = Files.writeString(folder.resolve("page.md"), "<!-- hostile: begin -->\n<!-- hostile: end -->\n");

        assertThat(commandLine.execute("hostile", "--pass", "EXACT", "--table", page.toString()))
                .isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains("leave --pass and --option out");
    }

    @Test
    void tooFewEventsAreWrongUse() {
        assertThat(commandLine.execute("soak", "--events", "3")).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains("--events must be at least 48.");
    }
}
