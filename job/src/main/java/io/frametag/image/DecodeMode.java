package io.frametag.image;

/** How much of an image's detail is worked on. */
public enum DecodeMode {
    /**
     * What the model sees, and little else. A JPEG is decoded at a half, a quarter or an eighth of its size, as long as the
     * result still covers the size that it is resized to next, or twice that for {@link Resampler#PILLOW}: less work, and less
     * aliasing than a plain linear resize of the whole picture. Other formats are decoded whole. OpenCV's linear resize that
     * makes an image smaller leaves out what the crop would drop, and may be off by 1/64 of a pixel: see {@link Segment}.
     */
    FAST,
    /**
     * Everything, to the bit what OpenCV's own full decoding, and its or Pillow's resize and crop give: for parity and
     * evaluation.
     */
    EXACT
}
