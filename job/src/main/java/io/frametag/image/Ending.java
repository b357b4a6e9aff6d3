package io.frametag.image;

/** How much of an image's data a file can be seen to have without decoding it. */
public enum Ending {
    /** Nothing is seen to be missing. */
    WHOLE,
    /** A JPEG without its end marker; whether pixels are missing too is seen when it is decoded. */
    UNMARKED,
    /** Data are missing. */
    INCOMPLETE
}
