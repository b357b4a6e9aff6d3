package io.frametag.files;

import io.frametag.image.ImageFileNames;
import java.util.Locale;
import java.util.Optional;

/** What is read, told by the file's name. Written into checkpoints by their names: never change one. */
enum FileType {
    IMAGE,
    TAR,
    GZIP_TAR,
    ZIP,
    AVRO,
    PARQUET;

    /** For people. */
    static final String ENDINGS = "jpg, jpeg, png, webp, bmp, gif, tif, tiff, tar, tar.gz, tgz, zip, avro or parquet";

    /** @return empty for a file that is not read */
    static Optional<FileType> of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".tar")) {
            return Optional.of(TAR);
        }
        if (lower.endsWith(".tar.gz") || lower.endsWith(".tgz")) {
            return Optional.of(GZIP_TAR);
        }
        if (lower.endsWith(".zip")) {
            return Optional.of(ZIP);
        }
        if (lower.endsWith(".avro")) {
            return Optional.of(AVRO);
        }
        if (lower.endsWith(".parquet")) {
            return Optional.of(PARQUET);
        }
        return ImageFileNames.contentType(name).map(contentType -> IMAGE);
    }

    /** Whether ranges of such a file can be read by themselves. */
    boolean isSplittable() {
        return this != IMAGE && this != GZIP_TAR;
    }

    /** Whether ranges are found only by jumping through the whole file. */
    boolean isFoundByJumps() {
        return this == TAR || this == AVRO;
    }
}
