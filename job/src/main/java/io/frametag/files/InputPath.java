package io.frametag.files;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * One of the places that somebody named, found to be there.
 *
 * @param base the folder that names of its files are relative to, as a URI without a slash at its end
 * @param name of the one file in it, or the glob for the paths below it; empty for everything below it
 */
record InputPath(Kind kind, String base, String name) implements Serializable {
    private static final Pattern HIDDEN_PART = Pattern.compile("(?:^|/)\\.(?!\\.?(?:/|$))");

    enum Kind {
        FILE,
        FOLDER,
        GLOB
    }

    /** For people. */
    @Override
    public String toString() {
        return uri(base, name);
    }

    /** @param name empty for the folder itself */
    static String uri(String base, String name) {
        return name.isEmpty() ? (base.endsWith(":") ? base + "/" : base) : base + "/" + name;
    }

    /**
     * Hidden as {@code ls} hides it: the path has a part that begins with a dot. {@code .} and {@code ..}, as archives have them, hide
     * nothing.
     */
    static boolean isHidden(String path) {
        return HIDDEN_PART.matcher(path).find();
    }
}
