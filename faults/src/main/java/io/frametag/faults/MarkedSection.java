package io.frametag.faults;

import io.frametag.tools.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a Markdown file that is written by this program, between two comments. */
final class MarkedSection {
    static final String BEGIN = "<!-- faults: begin -->";
    static final String END = "<!-- faults: end -->";

    private MarkedSection() {}

    /** @throws CommandFailure if the file has no such part */
    static void replace(Path file, String markdown) throws IOException {
        String text = check(file);
        Files.writeString(
                file,
                text.substring(0, text.indexOf(BEGIN) + BEGIN.length()) + "\n" + markdown
                        + text.substring(text.indexOf(END)));
    }

    /**
     * @return the file's text
     * @throws CommandFailure if the file has no such part
     */
    static String check(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw CommandFailure.wrongUse("There is no file " + file + " to put the table into.");
        }
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN);
        if (begin < 0 || text.indexOf(END) < begin) {
            throw CommandFailure.wrongUse(
                    file + " has no lines '" + BEGIN + "' and '" + END + "': put them where the table goes.");
        }
        return text;
    }
}
