package io.frametag.image;

/** How much of a JPEG's detail is decoded. Other formats are decoded whole in either mode. */
public enum DecodeMode {
    /**
     * At a half, a quarter or an eighth of the size, as long as the result still covers the size that it is resized to
     * next: less work, and less aliasing than a plain linear resize of the whole picture.
     */
    FAST,
    /** Whole, to the bit what OpenCV's own full decoding gives: for parity and evaluation. */
    EXACT
}
