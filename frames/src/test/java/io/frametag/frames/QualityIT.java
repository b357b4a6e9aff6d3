package io.frametag.frames;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frametag.tools.ExitCodes;
import io.frametag.tools.Frametag;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command, with the real job, on photos that the model knows well. */
@Timeout(180)
class QualityIT {
    private static final List<String> PHOTOS =
            List.of("airplane-airliner.jpg", "cat-kitten-wool.jpg", "dog-spaniel.jpg", "ship-schooner.jpg");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void copyPhotos() throws Exception {
        Files.createDirectory(folder.resolve("photos"));
        for (String photo : PHOTOS) {
            Files.copy(
                    Path.of("../deploy/local/frames", photo),
                    folder.resolve("photos").resolve(photo));
        }
    }

    private int quality(String... options) {
        List<String> arguments = new ArrayList<>(List.of("quality"));
        if (!List.of(options).contains("--photos")) {
            arguments.addAll(List.of("--photos", folder.resolve("photos").toString()));
        }
        arguments.addAll(List.of("--seed", "1", "--streams", "2", "--shots", "5", "--size", "160x120"));
        arguments.addAll(List.of(options));
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Frametag.commandLine()
                .addSubcommand(new Quality())
                .setOverwrittenOptionsAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(arguments.toArray(String[]::new));
    }

    private JsonNode json() throws Exception {
        return new ObjectMapper().readTree(out.toString());
    }

    @Test
    void segmentsAreMeasuredAgainstTheTruth() throws Exception {
        assertThat(quality("--json", "--require-f1", "0.95")).as(err::toString).isEqualTo(ExitCodes.OK);
        JsonNode measured = json();
        assertThat(measured.at("/streams").size()).isEqualTo(2);
        assertThat(measured.at("/total/accuracy").asDouble()).isGreaterThan(0.95);
        assertThat(measured.at("/total/f1").asDouble()).isGreaterThan(0.95);
        // The thresholds delay both ends, by half a second about.
        assertThat(measured.at("/total/startError/mean").asDouble()).isBetween(1.0, 15.0);
        assertThat(measured.at("/total/endError/mean").asDouble()).isBetween(1.0, 15.0);
        assertThat(measured.at("/total/changesPerMinute/truth").asDouble()).isBetween(5.0, 30.0);
        assertThat(measured.at("/measuredWith").asText()).contains("on at 0.5 and off at 0.3", "Seeds 1 to 2");

        // Hardly any smoothed score gets there.
        assertThat(quality("--json", "--require-f1", "0.95", "--option", "segment-on=0.93"))
                .isEqualTo(ExitCodes.FOUND_WRONG);
        JsonNode strict = json();
        assertThat(strict.at("/total/accuracy")).isEqualTo(measured.at("/total/accuracy"));
        assertThat(strict.at("/total/recall").asDouble())
                .isLessThan(measured.at("/total/recall").asDouble() - 0.2);
        assertThat(err.toString()).contains("less than 0.95.");
    }

    @Test
    void theTablesArePrintedAndPutIntoADocument() throws Exception {
        Path document = folder.resolve("page.md");
        Files.writeString(document, "<!-- quality-photos: begin -->\n<!-- quality-photos: end -->\nmore\n");
        assertThat(quality("--seed", "1001", "--table", document.toString(), "--fps", "10"))
                .as(err::toString)
                .isEqualTo(ExitCodes.OK);
        assertThat(out.toString())
                .contains("| slideshow-1001 ", "| slideshow-1002 ", "| all streams ", "| boundary, in frames |")
                .contains("10.0 frames/s");
        assertThat(document)
                .hasContent("<!-- quality-photos: begin -->\n" + out + "<!-- quality-photos: end -->\nmore\n");
    }

    @ParameterizedTest
    @CsvSource({
        "--streams, 0, '--streams must be 1 to 1000, but is 0.'",
        "--shots, 0, '--shots must be 1 to 100000, but is 0.'",
        "--fps, NaN, '--fps must be 0.001 to 1000, but is NaN.'",
        "--iou, 0.4, '--iou must be 0.5 to 1, but is 0.4.'",
        "--require-f1, 2, '--require-f1 must be 0 to 1, but is 2.0.'",
        "--size, big, '--size must be WIDTHxHEIGHT of 16 to 9999 pixels, such as 640x480, but is big.'",
        "--table, page.md, '--table is for seeds of 1001 and above and the job as it is: leave --option out.'",
        "--option, emit=frames, 'frametag: --option emit is settled here: leave it out.'",
        "--option, segment-on=2, 'frametag: --segment-on is 2.0: it must be above 0 and at most 1.'",
        "--option, model=none, 'frametag: --option model: Model bundle none: there is no inference.onnx'",
        "--photos, none, 'frametag: There is no folder none.'"
    })
    void wrongUseIsASentence(String option, String value, String sentence) {
        assertThat(quality(option, value)).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).startsWith(sentence);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aLabelThatTheModelDoesNotKnowIsNamed() throws Exception {
        Files.move(folder.resolve("photos/cat-kitten-wool.jpg"), folder.resolve("photos/holiday-1.jpg"));
        assertThat(quality()).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString())
                .startsWith("frametag: holiday-1.jpg would have the label 'holiday', which the model does not know:");
    }
}
