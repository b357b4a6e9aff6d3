package io.frametag.image;

/** What becomes of a JPEG that is not whole. Other formats are rejected wherever they are seen to be damaged. */
public enum DamagedImages {
    /** Rejected, also where nothing but the end marker is missing; and each is read twice, so that more damage is found. */
    STRICT,
    /** Rejected where pixels are damaged; where only the end marker is missing, labelled and marked. */
    REJECT,
    /** Labelled, and marked as what they are. */
    LABEL
}
