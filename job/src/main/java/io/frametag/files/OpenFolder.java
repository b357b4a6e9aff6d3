package io.frametag.files;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** A folder that is being walked through, a part of its entries at a time. */
final class OpenFolder {
    private final String base;
    private final String name;
    private String last;
    private Iterator<Entry> part = List.<Entry>of().iterator();
    private boolean exhausted;
    private String realName;
    private Boolean link;

    /**
     * @param name relative to the base; empty for the base itself
     * @param after the entry behind which to begin; null for the beginning
     */
    OpenFolder(String base, String name, String after) {
        this.base = base;
        this.name = name;
        this.last = after;
    }

    String base() {
        return base;
    }

    String name() {
        return name;
    }

    String uri() {
        return InputPath.uri(base, name);
    }

    /** As {@link Storage#realName}; null where there are no links. */
    String realName() throws IOException {
        if (realName == null) {
            realName = Storage.of(base).realName(uri()).orElse(null);
        }
        return realName;
    }

    /** As {@link Storage#isLink}. */
    boolean isLink() throws IOException {
        if (link == null) {
            link = Storage.of(base).isLink(uri());
        }
        return link;
    }

    /** @return null at the end */
    Entry next() throws IOException {
        while (!part.hasNext()) {
            if (exhausted) {
                return null;
            }
            Storage.Listing listing = Storage.of(base).list(uri(), last);
            part = listing.entries().iterator();
            exhausted = listing.last();
        }
        Entry entry = part.next();
        last = entry.name();
        return entry;
    }
}
