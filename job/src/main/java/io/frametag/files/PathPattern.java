package io.frametag.files;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;

/**
 * A glob in the syntax of {@link FileSystem#getPathMatcher}, for paths below a folder. {@code **}{@code /} stands for no folder, too, as it
 * does in shells. What matches a folder takes everything below it.
 */
final class PathPattern {
    private static final FileSystem PATHS = FileSystems.getDefault();
    private static final String ANY_DEPTH = "**";

    private final PathMatcher whole;
    /** One for each part of the path; none where a path of any depth may match. */
    private final List<PathMatcher> parts = new ArrayList<>();

    /** @throws IllegalArgumentException if it is no pattern; the message says why */
    PathPattern(String glob) {
        whole = matcher(withoutFolders(glob));
        if (!glob.contains(ANY_DEPTH) && !hasSlashInBraces(glob)) {
            for (String part : glob.split("/", -1)) {
                parts.add(matcher(part));
            }
        }
    }

    /** Whether {@code text} is more than a name. */
    static boolean isGlob(String text) {
        return text.chars().anyMatch(letter -> "*?[{\\".indexOf(letter) >= 0);
    }

    /**
     * Whether a file is meant.
     *
     * @param path relative, of any depth
     * @throws InvalidPathException if the path has letters that this machine's locale does not
     */
    boolean takes(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (whole.matches(Path.of(path.substring(0, slash)))) {
                return true;
            }
        }
        return whole.matches(Path.of(path));
    }

    /**
     * Whether a file that is meant can be in a folder, whose own parents can have one.
     *
     * @throws InvalidPathException if the path has letters that this machine's locale does not
     */
    boolean mayTakeFrom(String folder) {
        if (parts.isEmpty() || takes(folder)) {
            return true;
        }
        int depth = (int) folder.chars().filter(letter -> letter == '/').count();
        return depth < parts.size() - 1
                && parts.get(depth).matches(Path.of(folder.substring(folder.lastIndexOf('/') + 1)));
    }

    private static PathMatcher matcher(String glob) {
        return PATHS.getPathMatcher("glob:" + glob);
    }

    /** Groups cannot be nested: within one the pattern stays as it is. */
    private static String withoutFolders(String glob) {
        StringBuilder text = new StringBuilder();
        boolean inBraces = false;
        for (int i = 0; i < glob.length(); i++) {
            char letter = glob.charAt(i);
            inBraces = letter == '{' || (inBraces && letter != '}');
            if (!inBraces && glob.startsWith("**/", i)) {
                text.append("{**/,}");
                i += 2;
            } else {
                text.append(letter);
            }
        }
        return text.toString();
    }

    private static boolean hasSlashInBraces(String glob) {
        for (int open = glob.indexOf('{'); open >= 0; open = glob.indexOf('{', open + 1)) {
            int close = glob.indexOf('}', open);
            if (glob.substring(open, close < 0 ? glob.length() : close).contains("/")) {
                return true;
            }
        }
        return false;
    }
}
