package io.frametag.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a Markdown file that is written by a program, between two comments that name it. */
public final class MarkedSection {
    private final String begin;
    private final String end;

    /** @param name as in {@code <!-- NAME: begin -->} */
    public MarkedSection(String name) {
        this.begin = "<!-- " + name + ": begin -->";
        this.end = "<!-- " + name + ": end -->";
    }

    /** @throws CommandFailure if the file has no such part */
    public void replace(Path file, String markdown) throws IOException {
        String text = check(file);
        Files.writeString(
                file,
                text.substring(0, text.indexOf(begin) + begin.length()) + "\n" + markdown
                        + text.substring(text.indexOf(end)));
    }

    /**
     * @return what is between the markers, without the line break behind the first
     * @throws CommandFailure if the file has no such part
     */
    public String read(Path file) throws IOException {
        String text = check(file);
        return text.substring(text.indexOf(begin) + begin.length(), text.indexOf(end))
                .stripLeading();
    }

    /**
     * @return the file's text
     * @throws CommandFailure if the file has no such part
     */
    public String check(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw CommandFailure.wrongUse("There is no file " + file + " to put the table into.");
        }
        String text = Files.readString(file);
        int from = text.indexOf(begin);
        if (from < 0 || text.indexOf(end) < from) {
            throw CommandFailure.wrongUse(
                    file + " has no lines '" + begin + "' and '" + end + "': put them where the table goes.");
        }
        return text;
    }
}
