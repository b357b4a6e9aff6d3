package io.frametag.image;

/**
 * These bytes are no image that may be labelled: which {@link Fault}, and one sentence for a person. It carries no stack
 * trace, since it speaks about data, and a stream may hold many such.
 */
public final class BadImageException extends Exception {
    /** What can be wrong with an image. */
    public enum Fault {
        /** There are no bytes. */
        EMPTY,
        /** The file is larger than the limit. */
        TOO_MANY_BYTES,
        /** The first bytes are those of no format that is known here. */
        UNKNOWN_FORMAT,
        /** The format is known, but not on the allow list. */
        FORMAT_NOT_ALLOWED,
        /** The image has, or would be resized to, more pixels than the limit. */
        TOO_MANY_PIXELS,
        /** The image has far more pixels than bytes. */
        TOO_MANY_PIXELS_A_BYTE,
        /** The file ends too early. */
        TRUNCATED,
        /** The file is whole, but some of its pixels are not. */
        DAMAGED,
        /** The file is damaged in another way, or of a kind that the decoder does not read. */
        UNDECODABLE
    }

    private final Fault fault;

    public BadImageException(Fault fault, String sentence) {
        super(sentence, null, false, false);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
