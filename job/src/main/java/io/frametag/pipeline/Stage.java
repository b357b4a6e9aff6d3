package io.frametag.pipeline;

import java.util.Locale;

/** The operators between source and sink. */
public enum Stage {
    DECODE,
    PREPROCESS,
    CLASSIFY,
    /** Before the others, and only where something may be fetched. */
    FETCH;

    /** Also the operator's name and uid, on which savepoints depend: never change one. */
    public String uid() {
        return name().toLowerCase(Locale.ROOT);
    }
}
