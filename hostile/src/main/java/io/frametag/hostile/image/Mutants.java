package io.frametag.hostile.image;

import io.frametag.hostile.image.Mutant.Kind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Damaged images by their numbers: every mutation of every format in turn, and then all of them again with other random
 * numbers. Equal bytes for equal seeds and numbers, with one build and one JDK. Thread-safe.
 */
public final class Mutants {
    private static final List<FrameFormat> FORMATS = List.of(FrameFormat.values());
    private static final String SAMPLES = "deploy/local/frames";
    /** Photos that are encoded in each format. */
    private static final int PHOTOS = 4;

    /** Far from each other for seeds and numbers that are near. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final long seed;
    private final List<Kind> kinds = new ArrayList<>();
    private final Map<FrameFormat, List<Payload>> sound = new EnumMap<>(FrameFormat.class);

    /**
     * @param project the project's root folder, for its sample photos
     * @param width of the images before they are damaged, even; so with the height
     */
    public Mutants(Path project, long seed, int width, int height) throws IOException {
        this.seed = seed;
        List<Picture> pictures = new ArrayList<>();
        for (Path photo : photos(project)) {
            pictures.add(Picture.of(photo, width, height));
        }
        for (FrameFormat format : FrameFormat.values()) {
            sound.put(format, pictures.stream().map(format::encode).toList());
            Mutation.of(format).forEach(mutation -> kinds.add(new Kind(format, mutation)));
        }
    }

    /** @return how many numbers in a row have each mutation of each format once */
    public int kinds() {
        return kinds.size();
    }

    /** @return what the one of this number is, without making it */
    public Kind kind(long index) {
        return kinds.get((int) (index % kinds.size()));
    }

    /**
     * How far to go for so many images that something was done to: {@link Mutation#NONE} has its turn too.
     *
     * @param first the number to begin with
     * @param damaged how many of them are asked for, at least one
     * @return how many numbers in a row, the last of which is a damaged image
     */
    public int covering(long first, int damaged) {
        int numbers = 0;
        for (int found = 0; found < damaged; numbers++) {
            found += kind(first + numbers).damaged() ? 1 : 0;
        }
        return numbers;
    }

    public Mutant at(long index) {
        Kind kind = kind(index);
        Random random = new Random((seed * SPREAD) ^ ((index + 1) * SPREAD * SPREAD));
        List<Payload> own = sound.get(kind.format());
        // The other is as often of the same format as of any.
        List<Payload> others = random.nextBoolean() ? own : sound.get(FORMATS.get(random.nextInt(FORMATS.size())));
        Payload payload = kind.mutation()
                .apply(
                        kind.format(),
                        own.get(random.nextInt(own.size())),
                        others.get(random.nextInt(others.size())),
                        random);
        return new Mutant(index, kind, payload);
    }

    /** @return an image of the format that nothing was done to */
    public Payload sound(FrameFormat format, long number) {
        List<Payload> payloads = sound.get(format);
        return payloads.get((int) (number % payloads.size()));
    }

    private static List<Path> photos(Path project) throws IOException {
        List<Path> photos = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(project.resolve(SAMPLES), "*.jpg")) {
            files.forEach(photos::add);
        }
        photos.sort(null);
        // From all over the alphabet, which is one photo of a kind each.
        int step = Math.max(1, photos.size() / PHOTOS);
        List<Path> chosen = new ArrayList<>();
        for (int i = 0; i < photos.size() && chosen.size() < PHOTOS; i += step) {
            chosen.add(photos.get(i));
        }
        return chosen;
    }
}
