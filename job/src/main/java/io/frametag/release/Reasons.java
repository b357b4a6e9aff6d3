package io.frametag.release;

import io.frametag.model.BadModelException;
import java.io.IOException;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;

/** Failures as one sentence of bounded length. */
final class Reasons {
    private static final int LONGEST = 1000;

    private Reasons() {}

    static String of(Throwable failure) {
        if (failure instanceof BadModelException || failure instanceof UnsupportedFileSystemSchemeException) {
            return line(failure.getMessage());
        }
        if (failure instanceof OutOfMemoryError) {
            return line("There is no memory for it: " + failure.getMessage() + ".");
        }
        String message = failure.getMessage();
        return line((failure instanceof IOException ? "It cannot be read: " : "It cannot be loaded: ")
                + (message == null ? failure.getClass().getSimpleName() : message));
    }

    private static String line(String text) {
        String line = text.replaceAll("\\s+", " ").trim();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " ..";
    }
}
