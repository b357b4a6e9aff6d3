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
        if (!Files.isRegularFile(file)) {
            throw CommandFailure.wrongUse("There is no file " + file + " to put the table into.");
        }
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw CommandFailure.wrongUse(
                    file + " has no lines '" + BEGIN + "' and '" + END + "': put them where the table goes.");
        }
        Files.writeString(file, text.substring(0, begin + BEGIN.length()) + "\n" + markdown + text.substring(end));
    }
}
