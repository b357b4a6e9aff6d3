package io.frametag.files;

import java.nio.file.InvalidPathException;

/** Which files an input path means. */
final class Selection {
    private final InputPath input;
    /** Null unless it is a glob. */
    private final PathPattern pattern;

    Selection(InputPath input) {
        this.input = input;
        this.pattern = input.kind() == InputPath.Kind.GLOB ? new PathPattern(input.name()) : null;
    }

    InputPath input() {
        return input;
    }

    /**
     * @param name relative to the input's base, and not hidden
     * @throws InvalidPathException if a glob cannot tell, because this machine's locale does not have the name's letters
     */
    boolean takes(String name) {
        return pattern == null || pattern.takes(name);
    }

    /** Whether a file of this input can be in a folder; as {@link #takes} otherwise. */
    boolean mayTakeFrom(String folder) {
        return pattern == null || pattern.mayTakeFrom(folder);
    }

    /** Whether this input reads the file, wherever else it is found. */
    boolean covers(String uri) {
        if (input.kind() == InputPath.Kind.FILE) {
            return uri.equals(input.toString());
        }
        String base = input.base() + "/";
        if (!uri.startsWith(base)) {
            return false;
        }
        String name = uri.substring(base.length());
        try {
            return !InputPath.isHidden(name) && takes(name);
        } catch (InvalidPathException e) {
            // This input's own walk says that it cannot be read.
            return true;
        }
    }
}
