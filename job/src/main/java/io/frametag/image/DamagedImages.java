package io.frametag.image;

/** What becomes of a JPEG that is not whole. The other formats have no pixels to show then, and are always rejected. */
public enum DamagedImages {
    /** Rejected, also where nothing but the end marker is missing. */
    STRICT,
    /** Rejected where pixels are damaged; where only the end marker is missing, labelled and marked. */
    REJECT,
    /** Labelled, and marked as what they are. */
    LABEL
}
