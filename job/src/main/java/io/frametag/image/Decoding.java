package io.frametag.image;

import java.io.Serializable;
import java.util.Optional;

/**
 * How images are decoded.
 *
 * @param background what shows through transparent pixels; null: alpha is dropped, as by OpenCV and PaddleClas, and the
 *     hidden colours show
 */
public record Decoding(DecodeMode mode, DamagedImages damaged, Background background) implements Serializable {
    /** With alpha dropped, and damaged images rejected. */
    public static Decoding in(DecodeMode mode) {
        return new Decoding(mode, DamagedImages.REJECT, null);
    }

    Optional<Background> behindAlpha() {
        return Optional.ofNullable(background);
    }
}
