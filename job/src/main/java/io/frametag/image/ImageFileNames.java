package io.frametag.image;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells image files by their names, as whoever lists a folder has to. What is in them is told by their first bytes. */
public final class ImageFileNames {
    private static final Map<String, String> CONTENT_TYPES = Map.of(
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "png", "image/png",
            "webp", "image/webp",
            "bmp", "image/bmp",
            "gif", "image/gif",
            "tif", "image/tiff",
            "tiff", "image/tiff");

    private ImageFileNames() {}

    /**
     * The media type that a name's ending promises.
     *
     * @param name a file's name or path
     * @return empty unless it ends in jpg, jpeg, png, webp, bmp, gif, tif or tiff, in either case
     */
    public static Optional<String> contentType(String name) {
        return Optional.ofNullable(
                CONTENT_TYPES.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)));
    }
}
