package io.frametag.files;

import io.frametag.files.Entry.Kind;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds files one after another: the inputs in their order, in each the folders in depth, in each folder the names as
 * {@link String#compareTo} sorts them. So the last name says how far it has come, and a walk from there finds the rest. Holds a part of
 * each folder that it is in. One thread only.
 */
final class FileWalk {
    private static final Logger LOG = LoggerFactory.getLogger(FileWalk.class);

    /** Folders that link to each other are walked through in every order that there is: with this bound, in not so many. */
    private static final int MOST_LINKS = 4;

    private final List<Selection> inputs = new ArrayList<>();
    private final Deque<OpenFolder> open = new ArrayDeque<>();
    private int input;
    private boolean entered;
    private long ignored;

    /**
     * A file that was found, or a folder that cannot be listed.
     *
     * @param input which of the input paths it is from
     */
    record Found(int input, Piece piece) {}

    /** @param from the first file that is found is the one behind it */
    FileWalk(List<InputPath> paths, ListingPosition from) {
        paths.forEach(path -> inputs.add(new Selection(path)));
        input = from.input();
        if (from.name() != null) {
            entered = true;
            enterBehind(from.name());
        }
    }

    /** Files so far that nothing is read from: neither images nor shards by their names. */
    long ignored() {
        return ignored;
    }

    /** @return the next file, or null at the end */
    Found next() {
        while (true) {
            if (open.isEmpty()) {
                if (entered) {
                    input++;
                    entered = false;
                }
                if (input >= inputs.size()) {
                    return null;
                }
                entered = true;
                InputPath path = inputs.get(input).input();
                if (path.kind() == InputPath.Kind.FILE) {
                    if (!isCovered(path.toString())) {
                        return new Found(input, lookAt(path.base(), path.name()));
                    }
                } else {
                    open.push(new OpenFolder(path.base(), "", null));
                }
                continue;
            }
            Found found = nextOf(open.peek());
            if (found != null) {
                return found;
            }
        }
    }

    /** @return null if the folder is through, or its next entry is no file to read */
    private Found nextOf(OpenFolder folder) {
        Entry entry;
        try {
            entry = folder.next();
        } catch (IOException | RuntimeException e) {
            // An object store's client may throw anything. What is left of this folder cannot be known.
            open.pop();
            return unreadable(folder.name(), "the folder cannot be listed: " + FileProblem.text(e));
        }
        if (entry == null) {
            open.pop();
            return null;
        }
        if (InputPath.isHidden(entry.name())) {
            return null;
        }
        String name = folder.name().isEmpty() ? entry.name() : folder.name() + "/" + entry.name();
        try {
            return look(folder, entry, name);
        } catch (IOException | InvalidPathException e) {
            return unreadable(name, FileProblem.text(e));
        }
    }

    private Found look(OpenFolder folder, Entry entry, String name) throws IOException {
        Selection selection = inputs.get(input);
        if (entry.kind() == Kind.FOLDER) {
            if (selection.mayTakeFrom(name)) {
                return enter(folder, name);
            }
            return null;
        }
        if (!selection.takes(name) || isCovered(InputPath.uri(folder.base(), name))) {
            return null;
        }
        FileType type = FileType.of(entry.name()).orElse(null);
        if (type == null || entry.kind() == Kind.NEITHER) {
            if (entry.kind() == Kind.UNKNOWN && !isNowhere(InputPath.uri(folder.base(), name))) {
                throw new IOException("nobody may look at it");
            }
            ignored++;
            return null;
        }
        return new Found(input, Piece.of(folder.base(), name, type, entry.length(), entry.modified()));
    }

    /** A link that leads nowhere is no file. What cannot be looked at may be a folder of images. */
    private static boolean isNowhere(String uri) throws IOException {
        try {
            return Storage.of(uri).look(uri).kind() != Kind.FOLDER;
        } catch (NoSuchFileException e) {
            return true;
        }
    }

    /** @return null if the folder is entered, or is one of those above it */
    private Found enter(OpenFolder folder, String name) throws IOException {
        OpenFolder below = new OpenFolder(folder.base(), name, null);
        String realName = below.realName();
        if (realName != null) {
            for (OpenFolder above : open) {
                if (realName.equals(above.realName())) {
                    LOG.warn("{} is a link that leads back to a folder above it: not followed.", below.uri());
                    ignored++;
                    return null;
                }
            }
        }
        if (below.isLink() && linksAbove() >= MOST_LINKS) {
            return unreadable(name, "it is behind more than " + MOST_LINKS + " links, one below the other");
        }
        open.push(below);
        return null;
    }

    /** Of the named folder itself it does not matter. */
    private int linksAbove() throws IOException {
        int links = 0;
        for (OpenFolder above : open) {
            if (!above.name().isEmpty() && above.isLink()) {
                links++;
            }
        }
        return links;
    }

    private Found unreadable(String name, String problem) {
        Piece piece = Piece.unreadable(inputs.get(input).input().base(), name, problem);
        return isCovered(piece.uri()) ? null : new Found(input, piece);
    }

    private boolean isCovered(String uri) {
        for (int earlier = 0; earlier < input; earlier++) {
            if (inputs.get(earlier).covers(uri)) {
                return true;
            }
        }
        return false;
    }

    /** A file that was found before; if it is gone, whoever reads it will say so. */
    static Piece lookAt(String base, String name) {
        FileType type = FileType.of(name).orElseThrow();
        try {
            Entry entry = Storage.of(base).look(InputPath.uri(base, name));
            return Piece.of(base, name, type, entry.length(), entry.modified());
        } catch (IOException | RuntimeException e) {
            return Piece.of(base, name, type, 0, 0);
        }
    }

    private void enterBehind(String name) {
        InputPath path = inputs.get(input).input();
        if (path.kind() == InputPath.Kind.FILE || name.isEmpty()) {
            return;
        }
        int from = 0;
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', from)) {
            open.push(new OpenFolder(
                    path.base(), from == 0 ? "" : name.substring(0, from - 1), name.substring(from, slash)));
            from = slash + 1;
        }
        open.push(new OpenFolder(path.base(), from == 0 ? "" : name.substring(0, from - 1), name.substring(from)));
    }
}
