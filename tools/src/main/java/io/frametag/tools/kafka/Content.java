package io.frametag.tools.kafka;

/** What of a record is wanted beside its coordinates, timestamp and headers; the rest is null, and not even copied. */
public enum Content {
    NONE,
    KEY,
    VALUE,
    KEY_AND_VALUE
}
