package io.frametag.model;

/**
 * A model bundle that cannot be used as it is. The message is one sentence for whoever made or chose the bundle: what is
 * wrong, where, and what would be right.
 *
 * <p>Checked, since a caller has a choice: refuse to start, or refuse the new model and keep the one that runs.
 */
public final class BadModelException extends Exception {
    BadModelException(String sentence) {
        this(sentence, null);
    }

    BadModelException(String sentence, Throwable cause) {
        // It shows words of the bundle's own, which are not to begin another line of a log.
        super(sentence.replaceAll("\\p{Cntrl}", "?"), cause);
    }

    /** @return the same complaint, beginning with the bundle it is about */
    BadModelException about(String bundle) {
        return new BadModelException(bundle + ": " + getMessage(), this);
    }
}
