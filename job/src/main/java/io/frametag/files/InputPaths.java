package io.frametag.files;

import io.frametag.config.ConfigException;
import io.frametag.files.Entry.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Finds what somebody named where the job is submitted, and says what is wrong with it before anything runs. */
final class InputPaths {
    private static final String OPTION = "--input-files: ";

    private InputPaths() {}

    /**
     * @param texts paths, URIs or globs
     * @throws ConfigException if one of them is not there, cannot be read, or is a file of an unknown kind
     */
    static List<InputPath> find(List<String> texts) {
        return texts.stream().map(InputPaths::find).toList();
    }

    private static InputPath find(String text) {
        String uri = uri(OPTION, text);
        Entry entry = lookFor(uri);
        if (entry == null) {
            return PathPattern.isGlob(uri) ? glob(text, uri) : missing(uri);
        }
        return switch (entry.kind()) {
            case FOLDER -> new InputPath(InputPath.Kind.FOLDER, uri, "");
            case FILE -> file(uri);
            case NEITHER, UNKNOWN ->
                throw new ConfigException(OPTION + uri + " is neither a file nor a folder: name one of these.");
        };
    }

    private static InputPath file(String uri) {
        String name = uri.substring(uri.lastIndexOf('/') + 1);
        if (FileType.of(name).isEmpty()) {
            throw new ConfigException(OPTION + uri
                    + " is of no kind that is read: name a folder, or a file that ends in " + FileType.ENDINGS + ".");
        }
        return new InputPath(InputPath.Kind.FILE, uri.substring(0, uri.lastIndexOf('/')), name);
    }

    private static InputPath glob(String text, String uri) {
        List<String> parts = Arrays.asList(uri.split("/", -1));
        int first = 0;
        while (!PathPattern.isGlob(parts.get(first))) {
            first++;
        }
        String base = String.join("/", parts.subList(0, first));
        String glob = String.join("/", parts.subList(first, parts.size()));
        try {
            new PathPattern(glob);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(OPTION + text + " is no glob: "
                    + e.getMessage().lines().findFirst().orElse(""));
        }
        Entry folder = lookFor(InputPath.uri(base, ""));
        if (folder == null || folder.kind() != Kind.FOLDER) {
            throw new ConfigException(
                    OPTION + text + " is a glob, but there is no folder " + InputPath.uri(base, "") + " to look in.");
        }
        return new InputPath(InputPath.Kind.GLOB, base, glob);
    }

    private static InputPath missing(String uri) {
        throw new ConfigException(OPTION + "there is no file or folder " + uri
                + " where the job is submitted; it has to be there, and on every machine of the cluster.");
    }

    /** @return null if nothing is there */
    private static Entry lookFor(String uri) {
        try {
            return Storage.of(uri).look(uri);
        } catch (NoSuchFileException | FileNotFoundException e) {
            return null;
        } catch (IOException | RuntimeException e) {
            throw new ConfigException(OPTION + uri + " cannot be read: " + FileProblem.text(e) + ".");
        }
    }

    /**
     * Absolute, as Flink's Path writes it, and without a slash at its end. A local path keeps letters that Flink's Path would change.
     *
     * @param option begins the message
     * @throws ConfigException if there is no such file system
     */
    static String uri(String option, String text) {
        try {
            if (text.isBlank()) {
                throw new ConfigException(option + "one of the paths is empty: leave it out.");
            }
            boolean local = text.startsWith(LocalStorage.SCHEME);
            if (local
                    || (!hasScheme(text)
                            && FileSystem.getDefaultFsUri().getScheme().equals("file"))) {
                String path =
                        local ? text.substring(LocalStorage.SCHEME.length()).replaceFirst("^/+", "/") : text;
                return withoutSlash(LocalStorage.SCHEME
                        + java.nio.file.Path.of(path).toAbsolutePath().normalize());
            }
            Path path = new Path(text);
            return withoutSlash(path.makeQualified(path.getFileSystem()).toString());
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException(option + text + " cannot be read: " + FileProblem.text(e) + ".");
        }
    }

    private static boolean hasScheme(String text) {
        int colon = text.indexOf(':');
        return colon > 0 && text.startsWith("//", colon + 1);
    }

    private static String withoutSlash(String uri) {
        return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    }
}
