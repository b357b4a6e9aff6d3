package io.frametag.tools;

import io.frametag.image.ImageFileNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The images of a folder and of the folders in it.
 *
 * @param name the folder's own name
 * @param frames sorted by name, at least one
 */
public record FrameFolder(String name, List<Frame> frames) {
    public FrameFolder {
        frames = List.copyOf(frames);
    }

    /**
     * Lists the files that end in jpg, jpeg, png, webp, bmp, gif, tif or tiff, in either case. Links are followed; hidden files and folders are
     * left out, as {@code ls} does.
     *
     * @throws CommandFailure if there is no such folder, it cannot be read, or no image is in it
     */
    public static FrameFolder of(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw CommandFailure.wrongUse(
                    Files.exists(folder)
                            ? folder + " is a file: name the folder that the images are in."
                            : "There is no folder " + folder + ".");
        }
        try {
            Path root = folder.toRealPath();
            Path ownName = root.getFileName();
            return new FrameFolder(ownName == null ? "root" : ownName.toString(), list(folder, root));
        } catch (IOException e) {
            throw unreadable(folder, e);
        } catch (UncheckedIOException e) {
            throw unreadable(folder, e.getCause());
        }
    }

    private static List<Frame> list(Path folder, Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            List<Frame> frames = files.filter(file -> contentType(file).isPresent())
                    .filter(file -> isVisible(root.relativize(file)))
                    .filter(Files::isRegularFile)
                    .map(file -> new Frame(
                            nameOf(root.relativize(file)),
                            file,
                            contentType(file).orElseThrow()))
                    .sorted(Comparator.comparing(Frame::name))
                    .toList();
            if (frames.isEmpty()) {
                throw CommandFailure.wrongUse(
                        "No image is in " + folder
                                + " or in the folders below it: looked for files that end in jpg, jpeg, png, webp, bmp, gif, tif or tiff.");
            }
            return frames;
        }
    }

    private static CommandFailure unreadable(Path folder, IOException e) {
        if (e instanceof FileSystemLoopException) {
            return CommandFailure.wrongUse(
                    "The link " + e.getMessage() + " leads back to a folder above it: remove it.");
        }
        String where =
                e instanceof FileSystemException about && about.getFile() != null ? about.getFile() : folder.toString();
        return CommandFailure.failed(
                "Cannot read " + where + " (" + e.getClass().getSimpleName() + "): is it yours to read?", e);
    }

    private static Optional<String> contentType(Path file) {
        return ImageFileNames.contentType(String.valueOf(file.getFileName()));
    }

    private static boolean isVisible(Path relative) {
        return parts(relative).noneMatch(part -> part.startsWith("."));
    }

    private static String nameOf(Path relative) {
        return String.join("/", parts(relative).toList());
    }

    private static Stream<String> parts(Path relative) {
        return StreamSupport.stream(relative.spliterator(), false).map(Path::toString);
    }
}
