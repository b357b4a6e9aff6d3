package io.frametag.files;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** What an exception says about a file, as a part of a sentence. */
final class FileProblem {
    private FileProblem() {}

    static String text(Throwable problem) {
        if (problem instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (problem instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (problem instanceof EOFException) {
            return "it ends too early";
        }
        String message = problem.getMessage();
        if (problem instanceof FileNotFoundException && message != null && message.endsWith(")")) {
            // As the JDK writes it: PATH (No such file or directory).
            return message.substring(message.lastIndexOf('(') + 1, message.length() - 1);
        }
        return message == null || message.isBlank()
                ? problem.getClass().getSimpleName()
                : message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }
}
