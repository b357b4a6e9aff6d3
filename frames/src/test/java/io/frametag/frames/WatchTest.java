package io.frametag.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.tools.ExitCodes;
import io.frametag.tools.Frametag;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What is said before Kafka and Flink are started. */
class WatchTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int watch(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "watch";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Frametag.commandLine()
                .addSubcommand(new Watch())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(all);
    }

    @ParameterizedTest
    @CsvSource({
        "none.mp4, 2, There is no file or folder none.mp4.",
        "pom.xml, 3, pom.xml is no video that FFmpeg can read (Invalid data found when processing input).",
        "http://127.0.0.1:1/cam, 3, Cannot open the stream http://127.0.0.1:1/cam (Connection refused).",
    })
    void aSourceThatIsNoneIsOneSentence(String source, int status, String sentence) {
        assertThat(watch(source)).isEqualTo(status);
        assertThat(err.toString().strip()).isEqualTo("frametag: " + sentence);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aVideoWithoutAFrameIsOneSentence() throws Exception {
        Path whole = Videos.encode(folder, Videos.Kind.MJPEG_IN_AVI, 3);
        byte[] bytes = Files.readAllBytes(whole);
        Path header = folder.resolve("header.avi");
        int frames = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("movi");
        Files.write(header, java.util.Arrays.copyOf(bytes, frames + 4));
        assertThat(watch(header.toString())).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString().strip())
                .isEqualTo("frametag: There is no frame in " + header + " that can be decoded.");
    }

    @Test
    void aFolderOfWhatIsNoImageIsOneSentence() throws Exception {
        Path note = Files.writeString(folder.resolve("note.jpg"), "not an image at all");
        assertThat(watch(folder.toString())).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString().strip())
                .isEqualTo("frametag: " + note.toRealPath()
                        + " is no image that OpenCV can read: mend it or leave it out.");
    }

    @ParameterizedTest
    @CsvSource({
        "other.mp4, 'other.mp4' is one source too many: one is watched at a time. The job's options stand behind --.",
        "--page-port=-1, '--page-port must be 1 to 65535, but is -1.'",
    })
    void wrongUseIsOneSentence(String argument, String sentence) {
        assertThat(watch("../deploy/local/frames", argument)).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString().strip()).isEqualTo("frametag: " + sentence);
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(watch("../deploy/local/frames", "--page-port", Integer.toString(taken.getLocalPort())))
                    .isEqualTo(ExitCodes.FAILED);
            assertThat(err.toString().strip())
                    .isEqualTo("frametag: Port " + taken.getLocalPort()
                            + " is in use: stop what listens there, or leave out --page-port for a free one.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--emit=frames, The job's --emit is settled here: leave it out.",
        "--bounded, The job's --bounded is settled here: leave it out.",
        "--segment-onn=0.3, \"'segment-onn' names no option. Did you mean 'segment-on'?\"",
        "--segment-on=7, '--segment-on is 7.0: it must be above 0 and at most 1.'",
    })
    void anOptionOfTheJobThatIsWrongIsOneSentence(String option, String sentence) {
        assertThat(watch("../deploy/local/frames", "--", option)).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString().strip()).endsWith("frametag: " + sentence.replace("\"", ""));
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"none/truth.jsonl, 'but there is no folder '", "'', 'which is a folder: name a file.'"})
    void aTruthThatCannotBeWrittenIsSaidAtOnce(String file, String sentence) {
        assertThat(watch(
                        "slideshow:../deploy/local/frames",
                        "--truth",
                        folder.resolve(file).toString()))
                .isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString().lines())
                .first()
                .asString()
                .startsWith("--truth is " + folder)
                .contains(sentence);
    }
}
