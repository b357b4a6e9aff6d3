package io.frametag.bench;

/** How much time a run takes for its answers. */
public enum Effort {
    /** Everything in two minutes: to see that it works, and large changes. */
    QUICK,
    /** As long as the figures in the documentation need. */
    FULL
}
