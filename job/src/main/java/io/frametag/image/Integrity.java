package io.frametag.image;

/** What is known of an image's pixels after decoding. */
public enum Integrity {
    /** No damage was seen. Overwritten data are seen only by a checksum of the producer's. */
    WHOLE,
    /** The end marker was missing and has been put there; the pixels are all there. */
    END_MISSING,
    /** Some pixels are not those that were taken. */
    DAMAGED
}
