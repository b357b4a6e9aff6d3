package io.frametag.config;

/** What a failure may do to the outcomes that were being written. There is no mode in which one can be lost. */
public enum Delivery {
    AT_LEAST_ONCE,
    EXACTLY_ONCE;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
